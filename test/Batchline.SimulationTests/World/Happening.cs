namespace Batchline.SimulationTests.World;

/// <summary>What may happen in a world. Over two hundred seeds each of them does.</summary>
internal enum Happening
{
    Kill,
    Stop,

    /// <summary>It lasts longer than a lease may.</summary>
    LongStop,

    StoreOutage,
    LostStoreCall,
    SlowStoreCall,
    UpstreamOutage,
    OddAnswer,

    /// <summary>A job that Workiz refuses as with a bad key, and others that it does not.</summary>
    RefusedJob,

    /// <summary>A job that Workiz always answers with a validation error.</summary>
    RejectedJob,

    /// <summary>A job that Workiz always answers with <c>flag:false</c> under a good status.</summary>
    TroubledJob,

    /// <summary>A job that Workiz always answers with an unknown end point.</summary>
    UnroutedJob,

    /// <summary>For some minutes no job is answered, and everything else is.</summary>
    PassingJobsFault,

    /// <summary>The same for ever.</summary>
    LastingJobsFault,

    PassingListFault,
    LastingListFault,

    /// <summary>No page of the list but the first is answered, for a time or for ever.</summary>
    LaterPagesFault,

    /// <summary>The probe is answered badly, for a time or for ever, and the jobs are not.</summary>
    ProbeFault,

    OddRow,
    OffsetOfRecords,
    RepeatedPage,

    /// <summary>The last page again instead of the end of the list.</summary>
    ClampedOffset,

    SlowConnection,

    /// <summary>It was open when the time for the request was over.</summary>
    LateConnection,

    QuotaReached,
    QuotaChanged,
    KeyChanged,
    KeyRefused,

    /// <summary>A person gave the account the key of another Workiz account.</summary>
    StrangersKey,

    AccountBlocked,
    AccountSwitched,
    AccountDeleted,

    /// <summary>An operation had the account.</summary>
    DeletionRefused,

    /// <summary>One start was asked of two processes at once.</summary>
    TwoStarts,

    /// <summary>Two operations are at work side by side.</summary>
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
}
