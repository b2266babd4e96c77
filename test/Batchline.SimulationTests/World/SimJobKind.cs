namespace Batchline.SimulationTests.World;

internal enum SimJobKind
{
    Good,

    /// <summary>Every get answers that it is gone.</summary>
    Gone,

    /// <summary>Every get answers with another job.</summary>
    Stranger,

    /// <summary>Every get fails in a passing way, for ever.</summary>
    Broken,
}
