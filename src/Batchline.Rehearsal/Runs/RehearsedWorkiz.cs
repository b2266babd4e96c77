using Batchline.Engine.Workiz;
using Batchline.Rehearsal.Scheduling;
using Batchline.Rehearsal.World;

namespace Batchline.Rehearsal.Runs;

/// <summary>Workiz as one process reaches it in a rehearsal: it has the stored jobs, none changed and none gone.</summary>
internal sealed class RehearsedWorkiz(SimRemote remote, SimNode node, RehearsalStage stage) : IWorkizApi
{
    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) =>
        !leave() ? new WorkizAnswer.NotSent() : await remote.RequestAsync(
            node,
            token,
            stage.Plan.Latency,
            within => stage.IsDown ? new WorkizAnswer.Transient("the rehearsed outage")
                : within ? Answer(token, call)
                : new WorkizAnswer.QuotaReached(null, "the rehearsed quota"),
            cancellationToken);

    private WorkizAnswer Answer(WorkizToken token, WorkizCall call) => call switch
    {
        WorkizCall.GetJob get => stage.Jobs[token.Reveal()].TryGetValue(get.Uuid, out var job) ? new WorkizAnswer.Job(job) : new WorkizAnswer.Gone(),
        WorkizCall.ListJobs list => Page(token, list.Query),
        _ => new WorkizAnswer.Alive(),
    };

    /// <summary>Jobs scheduled on or after the day, newest first, as <c>job/all</c> returns them.</summary>
    private WorkizAnswer.Page Page(WorkizToken token, JobListQuery query)
    {
        var listed = stage.Listed(token.Reveal(), query.StartDate);
        var page = listed.Skip(query.Offset * query.Records).Take(query.Records).ToList();
        return new WorkizAnswer.Page(page, (query.Offset + 1) * query.Records < listed.Count);
    }
}
