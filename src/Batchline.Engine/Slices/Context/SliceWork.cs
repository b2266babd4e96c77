namespace Batchline.Engine.Slices.Context;

/// <summary>What a slice does next.</summary>
internal enum SliceWork
{
    /// <summary>Carry out a queued command.</summary>
    Command,

    /// <summary>The time is up, or the process is stopping.</summary>
    Stop,

    /// <summary>Request a job that a webhook named.</summary>
    Refetch,

    /// <summary>Find the operation to work for.</summary>
    Adopt,

    /// <summary>Follow a pause, a resume, or a cancel.</summary>
    Control,

    /// <summary>Find out whether Workiz answers, and whether it takes the key.</summary>
    Probe,

    /// <summary>Find out whether a changed key belongs to the account.</summary>
    Verify,

    /// <summary>Store one list page.</summary>
    List,

    /// <summary>Write some batches.</summary>
    Plan,

    /// <summary>Close the open batch if it is finished, and open the next.</summary>
    Batch,

    /// <summary>Request and record one job.</summary>
    Job,
}
