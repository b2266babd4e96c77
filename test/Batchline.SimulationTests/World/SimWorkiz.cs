using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

namespace Batchline.SimulationTests.World;

/// <summary>The simulated Workiz as one process reaches it.</summary>
internal sealed class SimWorkiz(SimRemote remote, SimNode node) : IWorkizApi
{
    public Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken) =>
        remote.RequestAsync(node, token, account => account.Jobs.FirstOrDefault(job => job.Uuid == uuid) switch
        {
            { Kind: SimJobKind.Good } job => new WorkizAnswer.Job(new JobDocument(uuid, job.Json)),
            { Kind: SimJobKind.Stranger } => new WorkizAnswer.Invalid("the answer is about another job"),
            { Kind: SimJobKind.Broken } => new WorkizAnswer.Transient("500 for ever"),
            _ => new WorkizAnswer.Gone(),
        }, cancellationToken);

    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken) =>
        remote.RequestAsync(node, token, account =>
        {
            var rows = account.Jobs.Where((job, index) => job.Kind == SimJobKind.Good && index % 3 != 0)
                .Skip(query.Offset * query.Records).Take(query.Records)
                .Select(job => new JobDocument(job.Uuid, job.Json)).ToList();
            return new WorkizAnswer.Page(rows, false);
        }, cancellationToken);

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken) =>
        remote.RequestAsync(node, token, _ => new WorkizAnswer.Alive(), cancellationToken);
}
