namespace Batchline.Benchmarks.Peers;

/// <summary>A way to keep a database in step with Workiz.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>How it is run, for the table.</summary>
    string Configuration { get; }

    /// <summary>
    /// A database with all accounts of the simulator and their jobs, and a program that works on it, not yet started. Where its default
    /// gives a dead process longer than can be waited for, that is shortened for the run with kills, as <see cref="Configuration"/> says.
    /// </summary>
    Task<PeerSide> SetAsync(PeerScene scene);
}
