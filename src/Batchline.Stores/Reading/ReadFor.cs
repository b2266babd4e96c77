namespace Batchline.Stores.Reading;

/// <summary>On whose behalf the store is read.</summary>
public enum ReadFor
{
    /// <summary>The work that syncs accounts. It never waits for a turn.</summary>
    Work,

    /// <summary>A person who waits for the answer.</summary>
    Person,

    /// <summary>Everybody who watches the same thing. It is read for all of them at once, and rarely.</summary>
    Watchers,

    /// <summary>A stream of everything, page by page.</summary>
    Export,
}
