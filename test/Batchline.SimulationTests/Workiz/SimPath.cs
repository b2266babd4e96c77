namespace Batchline.SimulationTests.Workiz;

/// <summary>What an account asks Workiz for, where each may fail by itself.</summary>
internal enum SimPath
{
    Jobs,
    List,

    /// <summary>The list, from its second page on.</summary>
    LaterPages,

    Probe,
}
