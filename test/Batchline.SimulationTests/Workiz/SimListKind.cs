namespace Batchline.SimulationTests.Workiz;

/// <summary>What the list makes of an offset.</summary>
internal enum SimListKind
{
    /// <summary>It counts pages.</summary>
    Pages,

    /// <summary>It counts records.</summary>
    Records,

    /// <summary>Nothing: the first page comes for ever.</summary>
    Repeats,

    /// <summary>Beyond the last page the last one comes again, with more to come.</summary>
    Clamped,
}
