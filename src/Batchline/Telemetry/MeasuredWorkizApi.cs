using Batchline.Engine.Telemetry;
using Batchline.Engine.Workiz;

namespace Batchline.Telemetry;

/// <summary>Counts, times and traces every request to Workiz.</summary>
internal sealed class MeasuredWorkizApi(IWorkizApi inner, Instruments instruments, TimeProvider clock) : IWorkizApi
{
    public async Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken)
    {
        var name = NameOf(call);
        using var activity = instruments.Call(name);
        var sent = clock.GetTimestamp();
        var answer = await inner.SendAsync(token, call, leave, cancellationToken);
        if (answer is not WorkizAnswer.NotSent)
            instruments.Called(name, answer, clock.GetElapsedTime(sent));
        activity?.SetTag("batchline.result", answer.GetType().Name);
        return answer;
    }

    private static string NameOf(WorkizCall call) => call switch
    {
        WorkizCall.GetJob => "job_get",
        WorkizCall.ListJobs => "job_all",
        _ => "team_all",
    };
}
