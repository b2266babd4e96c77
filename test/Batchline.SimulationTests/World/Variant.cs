namespace Batchline.SimulationTests.World;

/// <summary>One rule of the design switched off, to see that the checks notice.</summary>
public enum Variant
{
    /// <summary>Nothing is broken.</summary>
    None,

    /// <summary>A lease that somebody holds is given away all the same.</summary>
    LeaseForEverybody,

    /// <summary>The lease belongs to the process: a second slice of it takes it over without a new fence.</summary>
    OwnerIsProcess,

    /// <summary>Nothing is reserved before a request; the pace is stored with what comes after it.</summary>
    PaceStoredAfterTheCall,

    /// <summary>Rows take any write, whatever its fence.</summary>
    ProjectionWithoutFence,

    /// <summary>The head forgets the batch first, its row is written behind.</summary>
    RowAfterHeadForgot,

    /// <summary>Whoever takes over a head does not find the open batch in it: its outcomes were in memory only.</summary>
    OutcomesInMemoryOnly,

    /// <summary>Closing a batch writes its status, and leaves the outcomes as the row had them.</summary>
    CloseWritesStatusOnly,

    /// <summary>A head takes any write, whatever its fence.</summary>
    NoFence,

    /// <summary>A job takes any write, however old.</summary>
    JobsWithoutOrder,

    /// <summary>A slice sees what operators want when it begins, and not again.</summary>
    ControlSeenLate,

    /// <summary>A pause is answered before the accounts that are asked without a pace have had the time to hear it.</summary>
    PauseAnsweredAtOnce,

    /// <summary>An answer about another job is stored as the job.</summary>
    AnyAnswerIsBelieved,

    /// <summary>A slice that gives the account back forgets when it is due.</summary>
    DueForgotten,

    /// <summary>The account with the lowest id goes first, however long others wait.</summary>
    LowestIdFirst,

    /// <summary>An account that has a place keeps it between its slices, however long others wait for one.</summary>
    PlaceKept,

    /// <summary>The ETA takes no account of the pace.</summary>
    EtaWithoutPace,

    /// <summary>The ETA takes the pace for three times slower than it is.</summary>
    EtaOfASlowerPace,

    /// <summary>A changed key is used at once, whosever it is.</summary>
    AnyKeyIsBelieved,

    /// <summary>How often a path answered nobody is forgotten: it is never given up.</summary>
    TriesForgotten,

    /// <summary>How often a page of the list was not given is forgotten: the listing is never given up.</summary>
    ListFailuresForgotten,

    /// <summary>How often suspects were let off is forgotten: they never pay.</summary>
    PardonsForgotten,

    /// <summary>Pages are not counted, nor those that brought nothing new.</summary>
    PagesForgotten,

    /// <summary>A path is given up when it first answers nobody: bad answers cost their jobs at once.</summary>
    PathGivenUpAtOnce,

    /// <summary>Rows of the list that are no records are not counted.</summary>
    OddRowsForgotten,

    /// <summary>The next offset is what was asked for, not what came.</summary>
    OffsetOfWhatWasAsked,

    /// <summary>A refusal is taken for the key's without asking the probe.</summary>
    RefusalBlocks,

    /// <summary>A page with a row that is no record is no answer.</summary>
    OddRowSpoilsThePage,

    /// <summary>Any 404 means that the job is gone.</summary>
    AnyNotFoundIsGone,

    /// <summary>A request leaves although its time is over.</summary>
    LeavesTooLate,

    /// <summary>The pace counts from before the connection is open.</summary>
    PaceFromBeforeTheConnection,

    /// <summary>Nothing keeps an account from being at work in two operations: the unique index is not there.</summary>
    ActiveIndexDropped,

    /// <summary>A process does not keep its file locked: others take it for dead.</summary>
    LockNotKept,

    /// <summary>Leases are judged by the clock of whoever asks.</summary>
    ClockOfTheNode,

    /// <summary>The head of a checkpoint is written first, and what belongs to it afterwards.</summary>
    HeadBeforeItsParts,

    /// <summary>The leader's role is given to everybody who asks.</summary>
    RoleForEverybody,

    /// <summary>An account that was handed to a process is believed to be at work there for good.</summary>
    HandedOverOnce,

    /// <summary>A process that does not answer the leader is taken for one without work.</summary>
    SilenceIsAnAnswer,

    /// <summary>The leases of a leader are ended although it has not lost its role.</summary>
    LeasesOfTheLivingEnd,
}
