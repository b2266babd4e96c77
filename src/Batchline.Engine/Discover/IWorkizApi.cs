using Batchline.Engine.Accounts;

namespace Batchline.Engine.Discover;

/// <summary>
/// The Workiz API. Each call sends exactly one request and answers with a value; it throws only
/// <see cref="OperationCanceledException"/>, when the caller cancels.
/// </summary>
public interface IWorkizApi
{
    /// <summary><c>job/get/{uuid}/</c>: Job, Gone, Refused, QuotaReached, Transient or Invalid.</summary>
    Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken);

    /// <summary><c>job/all/</c>: Page, Refused, QuotaReached, Transient or Invalid.</summary>
    Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken);

    /// <summary><c>team/all/</c>: Alive, Refused, QuotaReached, Transient or Invalid.</summary>
    Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken);
}
