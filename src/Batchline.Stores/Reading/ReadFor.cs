namespace Batchline.Stores.Reading;

/// <summary>On whose behalf the store is read.</summary>
public enum ReadFor
{
    /// <summary>The work that keeps accounts in step. It never waits for a turn.</summary>
    Work,

    /// <summary>Somebody who asks and waits for the answer.</summary>
    Person,

    /// <summary>Everybody who watches the same thing: it is read for all of them at once, and seldom.</summary>
    Watchers,

    /// <summary>A stream of everything, page by page.</summary>
    Export,
}
