namespace Batchline.SimulationTests.Workiz;

/// <summary>A bad answer that a job or a path always gives.</summary>
internal enum SimFaultKind
{
    /// <summary>403 or 401 with the body of a bad key.</summary>
    Refused,

    /// <summary>A validation error of Workiz: 400.</summary>
    Rejected,

    /// <summary>200 with <c>flag:false</c> and words that may mean anything.</summary>
    Trouble,

    /// <summary>404 <c>Invalid end point</c>.</summary>
    NoEndPoint,

    /// <summary>JSON that stops in the middle.</summary>
    Cut,

    /// <summary>500.</summary>
    Broken,
}
