using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

namespace Batchline.SimulationTests.Variants;

/// <summary>Takes an answer that it cannot read for the job it asked for.</summary>
internal sealed class CredulousWorkiz(IWorkizApi inner) : IWorkizApi
{
    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) =>
        await inner.SendAsync(token, call, leave, cancellationToken) is var answer && answer is WorkizAnswer.Invalid && call is WorkizCall.GetJob get
            ? new WorkizAnswer.Job(new JobDocument(get.Uuid, """{"UUID":"another","Status":"Done"}"""))
            : answer;
}
