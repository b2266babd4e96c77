using Batchline.Engine.Records;
using Batchline.Engine.Workiz;

namespace Batchline.Benchmarks.Staging;

/// <summary>Answers without a network, always the same way.</summary>
internal sealed class CannedWorkiz(Func<string, Task<WorkizAnswer>> answer) : IWorkizApi
{
    /// <summary>Has no quota left for an hour.</summary>
    public static CannedWorkiz Closed() => new(_ =>
        Task.FromResult<WorkizAnswer>(new WorkizAnswer.QuotaReached(TimeSpan.FromHours(1), "closed")));

    /// <summary>Answers a small job after a while.</summary>
    public static CannedWorkiz After(TimeSpan latency) => new(async uuid =>
    {
        await Task.Delay(latency);
        return new WorkizAnswer.Job(new JobDocument(uuid, $$"""{"UUID":"{{uuid}}","Status":"Done"}"""));
    });

    public Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) => call switch
    {
        _ when !leave() => Task.FromResult<WorkizAnswer>(new WorkizAnswer.NotSent()),
        WorkizCall.GetJob get => answer(get.Uuid),
        WorkizCall.ListJobs => Task.FromResult<WorkizAnswer>(new WorkizAnswer.Page([], false)),
        _ => Task.FromResult<WorkizAnswer>(new WorkizAnswer.Alive()),
    };
}
