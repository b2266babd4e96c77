namespace Batchline.SimulationTests.Workiz;

internal enum SimJobKind
{
    Good,

    /// <summary>Every get answers that it is gone.</summary>
    Gone,

    /// <summary>Every get answers with another job.</summary>
    Stranger,

    /// <summary>Every get fails in a passing way, for ever.</summary>
    Broken,

    /// <summary>Every get is refused as with a bad key; the probe is not.</summary>
    Refused,

    /// <summary>Every get is a validation error of Workiz.</summary>
    Rejected,

    /// <summary>Every get answers that something went wrong, with a good status.</summary>
    Trouble,

    /// <summary>Every get answers that there is no such end point.</summary>
    NoEndPoint,
}
