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
