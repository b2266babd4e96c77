namespace Batchline.SimulationTests.World;

/// <summary>Everything that can happen in a world. Two hundred seeds together see all of it.</summary>
internal enum Happening
{
    Kill,
    Stop,

    /// <summary>It lasts longer than a lease can.</summary>
    LongStop,

    /// <summary>Calls of a cluster's leader to a process: lost, carried out again later, and carried out by another process as well.</summary>
    LostHandover,
    RepeatedHandover,
    StrayHandover,

    StoreOutage,
    LostStoreCall,
    SlowStoreCall,
    UpstreamOutage,
    OddAnswer,

    /// <summary>A job that Workiz always refuses as if the key were bad, while it answers others.</summary>
    RefusedJob,

    /// <summary>A job that Workiz always rejects as a bad request.</summary>
    RejectedJob,

    /// <summary>A job that Workiz always answers with <c>flag:false</c> under a good status.</summary>
    TroubledJob,

    /// <summary>A job that Workiz always answers with "Invalid end point".</summary>
    UnroutedJob,

    /// <summary>For some minutes no job is answered, while everything else is.</summary>
    PassingJobsFault,

    /// <summary>The same forever.</summary>
    LastingJobsFault,

    PassingListFault,
    LastingListFault,

    /// <summary>Only the first page of the list is answered, for a while or forever.</summary>
    LaterPagesFault,

    /// <summary>The probe is answered badly, for a while or forever, while the jobs are answered well.</summary>
    ProbeFault,

    OddRow,
    OffsetOfRecords,
    RepeatedPage,

    /// <summary>The last page again instead of the end of the list.</summary>
    ClampedOffset,

    SlowConnection,

    /// <summary>It opened after the send window of the request had passed.</summary>
    LateConnection,

    QuotaReached,
    QuotaChanged,
    KeyChanged,
    KeyRefused,

    /// <summary>Somebody gave the account the key of another Workiz account.</summary>
    StrangersKey,

    AccountBlocked,
    AccountSwitched,
    AccountDeleted,

    /// <summary>An operation was using the account.</summary>
    DeletionRefused,

    /// <summary>The same start was requested from two processes at once.</summary>
    TwoStarts,

    /// <summary>Two operations run side by side.</summary>
    TwoOperations,

    Pause,
    Resume,
    Cancel,
    Retry,

    /// <summary>More failed than the operation tolerates.</summary>
    TooMuchFailed,

    Hint,
    KeyTest,

    /// <summary>Nothing goes wrong at all.</summary>
    Calm,

    /// <summary>Nothing goes wrong, but more accounts are due than the worker has places.</summary>
    Crowd,
}
