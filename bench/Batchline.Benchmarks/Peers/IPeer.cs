using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers;

/// <summary>A way to keep a database in step with Workiz.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>How it is run, for the table.</summary>
    string Configuration { get; }

    /// <summary>A database with all accounts of the simulator and their jobs, and a program that works on it, not yet started.</summary>
    /// <param name="simulator">What it works against.</param>
    /// <param name="interval">Of the pace of each account.</param>
    /// <param name="kills">What it will go through: where its default gives a dead process longer than can be waited for, that is shortened.</param>
    Task<PeerSide> SetAsync(SimulatorProcess simulator, TimeSpan interval, KillPlan? kills);
}
