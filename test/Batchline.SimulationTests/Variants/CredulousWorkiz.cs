using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

namespace Batchline.SimulationTests.Variants;

/// <summary>Takes an answer that it cannot read for the job it asked for.</summary>
internal sealed class CredulousWorkiz(IWorkizApi inner) : IWorkizApi
{
    public async Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken) =>
        await inner.GetJobAsync(token, uuid, cancellationToken) is var answer and not WorkizAnswer.Invalid
            ? answer
            : new WorkizAnswer.Job(new JobDocument(uuid, """{"UUID":"another","Status":"Done"}"""));

    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken) =>
        inner.ListJobsAsync(token, query, cancellationToken);

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken) => inner.ProbeAsync(token, cancellationToken);
}
