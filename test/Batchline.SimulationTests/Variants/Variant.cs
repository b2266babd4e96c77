namespace Batchline.SimulationTests.Variants;

/// <summary>One rule of the design switched off, to see that the checks notice.</summary>
public enum Variant
{
    /// <summary>Nothing is broken.</summary>
    None,

    /// <summary>A head takes any write, whatever its fence.</summary>
    NoFence,

    /// <summary>The lease belongs to the process: a second slice of it takes it over without a new fence.</summary>
    OwnerIsProcess,

    /// <summary>Nothing is reserved before a request; the pace is stored with what comes after it.</summary>
    PaceStoredAfterTheCall,

    /// <summary>Rows take any write, whatever its fence.</summary>
    ProjectionWithoutFence,

    /// <summary>The head forgets the batch first, its row is written behind.</summary>
    RowAfterHeadForgot,
}
