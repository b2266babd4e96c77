using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;

namespace Batchline.Rehearsal.Runs;

/// <summary>Workiz as one process reaches it in a rehearsal: it has the jobs that are stored, none changed, none gone.</summary>
internal sealed class RehearsedWorkiz(SimRemote remote, SimNode node, RehearsalStage stage) : IWorkizApi
{
    public Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken) =>
        AskAsync(token, jobs => jobs.TryGetValue(uuid, out var job) ? new WorkizAnswer.Job(job) : new WorkizAnswer.Gone(), cancellationToken);

    /// <summary>Scheduled jobs from the day on, newest first, as <c>job/all</c> gives them.</summary>
    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken)
    {
        var listed = stage.Listed(token.Reveal(), query.StartDate);
        var page = listed.Skip(query.Offset * query.Records).Take(query.Records).ToList();
        return AskAsync(token, _ => new WorkizAnswer.Page(page, (query.Offset + 1) * query.Records < listed.Count), cancellationToken);
    }

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken) =>
        AskAsync(token, _ => new WorkizAnswer.Alive(), cancellationToken);

    private Task<WorkizAnswer> AskAsync(
        WorkizToken token, Func<IReadOnlyDictionary<string, JobDocument>, WorkizAnswer> answer, CancellationToken cancellationToken) =>
        remote.RequestAsync(
            node,
            token,
            stage.Plan.Latency,
            within => stage.IsDown ? new WorkizAnswer.Transient("the rehearsed outage")
                : within ? answer(stage.Jobs[token.Reveal()])
                : new WorkizAnswer.QuotaReached(null, "the rehearsed quota"),
            cancellationToken);
}
