using Batchline.Engine.Workiz;

namespace Batchline.UnitTests.Workiz;

/// <summary>Requests that may always leave.</summary>
internal static class Asking
{
    public static Task<WorkizAnswer> GetJobAsync(this IWorkizApi api, WorkizToken token, string uuid, CancellationToken cancellationToken) =>
        api.SendAsync(token, new WorkizCall.GetJob(uuid), () => true, cancellationToken);

    public static Task<WorkizAnswer> ListJobsAsync(this IWorkizApi api, WorkizToken token, JobListQuery query, CancellationToken cancellationToken) =>
        api.SendAsync(token, new WorkizCall.ListJobs(query), () => true, cancellationToken);

    public static Task<WorkizAnswer> ProbeAsync(this IWorkizApi api, WorkizToken token, CancellationToken cancellationToken) =>
        api.SendAsync(token, new WorkizCall.Probe(), () => true, cancellationToken);
}
