namespace Batchline.Engine.Workiz;

/// <summary>One request to Workiz.</summary>
public abstract record WorkizCall
{
    private WorkizCall()
    {
    }

    /// <summary><c>job/get/{uuid}/</c>: one job.</summary>
    public sealed record GetJob(string Uuid) : WorkizCall
    {
        /// <summary>
        /// False for what no escaping can protect: an empty path segment, and dots that name a directory. They would request
        /// something else.
        /// </summary>
        public static bool CanAsk(string uuid) => uuid is not ("" or "." or "..");
    }

    /// <summary><c>job/all/</c>: one page of the list.</summary>
    public sealed record ListJobs(JobListQuery Query) : WorkizCall;

    /// <summary><c>team/all/</c>: the cheapest request that needs a good key.</summary>
    public sealed record Probe : WorkizCall;
}
