namespace Batchline.Settings.Sections;

/// <summary>Who drives the work of this process.</summary>
internal enum HostingMode
{
    /// <summary>A background service wakes due accounts.</summary>
    Worker,

    /// <summary>As <see cref="Worker"/>, with several processes that share the accounts.</summary>
    Cluster,

    /// <summary>No worker: slices run only by request.</summary>
    Api,

    /// <summary>As <see cref="Api"/>, within functions of limited duration.</summary>
    Serverless,
}
