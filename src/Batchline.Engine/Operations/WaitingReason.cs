namespace Batchline.Engine.Operations;

/// <summary>Why an account is not sending although it has work.</summary>
public enum WaitingReason
{
    /// <summary>The quota is used up: Workiz answered 429, or the learned limit is reached.</summary>
    Quota,

    /// <summary>Workiz does not answer properly; probes will find out when it does.</summary>
    Upstream,

    /// <summary>Only batches that wait for their automatic retry are left.</summary>
    Retry,

    /// <summary>No answer can arrive within the slice's budget.</summary>
    Budget,

    /// <summary>Only the account's pace: its next request may not leave for a while.</summary>
    Pace,

    /// <summary>The account is due and no process is working on it, or the program fails on it. Never stored, only found when progress is read.</summary>
    Worker,

    /// <summary>The database refuses to work. Never stored, for the same reason.</summary>
    Store,
}
