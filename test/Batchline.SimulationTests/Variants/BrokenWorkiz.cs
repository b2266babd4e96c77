using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>The client with one of its rules switched off.</summary>
internal sealed class BrokenWorkiz(IWorkizApi inner, Variant variant) : IWorkizApi
{
    public static IWorkizApi Of(IWorkizApi inner, Variant variant) =>
        variant is Variant.AnyAnswerIsBelieved or Variant.AnyNotFoundIsGone or Variant.OddRowSpoilsThePage
            or Variant.LeavesTooLate or Variant.PaceFromBeforeTheConnection ? new BrokenWorkiz(inner, variant) : inner;

    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) =>
        Misread(call, await inner.SendAsync(token, call, Leaving(leave), cancellationToken));

    private Func<bool> Leaving(Func<bool> leave)
    {
        if (variant == Variant.PaceFromBeforeTheConnection)
        {
            var may = leave();
            return () => may;
        }
        return variant != Variant.LeavesTooLate ? leave : () => leave() || true;
    }

    private WorkizAnswer Misread(WorkizCall call, WorkizAnswer answer) => (variant, answer, call) switch
    {
        (Variant.AnyAnswerIsBelieved, WorkizAnswer.Invalid, WorkizCall.GetJob get) =>
            new WorkizAnswer.Job(new JobDocument(get.Uuid, """{"UUID":"another","Status":"Done"}""")),
        (Variant.AnyNotFoundIsGone, WorkizAnswer.Invalid(var message), WorkizCall.GetJob) when message.StartsWith("HTTP 404", StringComparison.Ordinal) =>
            new WorkizAnswer.Gone(),
        (Variant.OddRowSpoilsThePage, WorkizAnswer.Page { Odd: [var odd, ..] }, _) => new WorkizAnswer.Invalid(odd.Reason),
        _ => answer,
    };
}
