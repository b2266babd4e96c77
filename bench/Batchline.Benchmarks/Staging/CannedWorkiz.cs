using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

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

    public Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken) => answer(uuid);

    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken) =>
        Task.FromResult<WorkizAnswer>(new WorkizAnswer.Page([], false));

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken) =>
        Task.FromResult<WorkizAnswer>(new WorkizAnswer.Alive());
}
