using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

namespace Batchline.Telemetry;

/// <summary>Counts, times and traces every request to Workiz.</summary>
internal sealed class MeasuredWorkizApi(IWorkizApi inner, Instruments instruments, TimeProvider clock) : IWorkizApi
{
    public Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken) =>
        MeasureAsync("job_get", inner.GetJobAsync(token, uuid, cancellationToken));

    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken) =>
        MeasureAsync("job_all", inner.ListJobsAsync(token, query, cancellationToken));

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken) =>
        MeasureAsync("team_all", inner.ProbeAsync(token, cancellationToken));

    private async Task<WorkizAnswer> MeasureAsync(string call, Task<WorkizAnswer> answering)
    {
        using var activity = instruments.Call(call);
        var sent = clock.GetTimestamp();
        var answer = await answering;
        instruments.Called(call, answer, clock.GetElapsedTime(sent));
        activity?.SetTag("batchline.result", answer.GetType().Name);
        return answer;
    }
}
