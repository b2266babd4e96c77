namespace Batchline.Engine.Slices.Context;

/// <summary>What a slice does next.</summary>
internal enum SliceWork
{
    /// <summary>Carry out what operators queued.</summary>
    Command,

    /// <summary>The time is up, or the process is stopping.</summary>
    Stop,

    /// <summary>Ask for a job that a webhook named.</summary>
    Refetch,

    /// <summary>Find the operation to work for.</summary>
    Adopt,

    /// <summary>Follow a pause, a resume or a cancel.</summary>
    Control,

    /// <summary>Ask whether Workiz, or the token, is good.</summary>
    Probe,

    /// <summary>Find out whether a changed key is the account's.</summary>
    Verify,

    /// <summary>Discover: one list page.</summary>
    List,

    /// <summary>Plan: some batches.</summary>
    Plan,

    /// <summary>Close the open batch if it is finished, and open the next.</summary>
    Batch,

    /// <summary>Process and record: one job.</summary>
    Job,
}
