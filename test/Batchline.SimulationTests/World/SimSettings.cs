using Batchline.Engine.Operations;

namespace Batchline.SimulationTests.World;

/// <summary>What one seed is about, drawn from its chance.</summary>
internal sealed record SimSettings
{
    public required int Accounts { get; init; }
    public required int JobsPerAccount { get; init; }
    public required int BatchSize { get; init; }
    public required Strategy Strategy { get; init; }

    /// <summary>Parts of all store calls and requests that go wrong while faults are on.</summary>
    public required double LostAcknowledgements { get; init; }

    public required double UpstreamFaults { get; init; }
    public required int Kills { get; init; }
    public required int Stops { get; init; }
    public required int Retries { get; init; }

    /// <summary>Operations started behind the first, on whatever accounts are free.</summary>
    public required int MoreOperations { get; init; }

    /// <summary>The longest time between two events of the story, in seconds.</summary>
    public required double Patience { get; init; }

    /// <summary>A dead process is known to be dead at once, as on a local file system.</summary>
    public required bool DeathIsKnown { get; init; }

    public static SimSettings Draw(Random random) => new()
    {
        Accounts = random.Next(1, 4),
        JobsPerAccount = random.Next(3, 16),
        BatchSize = random.Next(2, 6),
        Strategy = random.Next(2) == 0 ? Strategy.Each : Strategy.ListFirst,
        LostAcknowledgements = random.Next(3) * 0.01,
        UpstreamFaults = random.Next(4) * 0.03,
        Kills = random.Next(8),
        Stops = random.Next(3),
        Retries = random.Next(5),
        MoreOperations = random.Next(3),
        Patience = random.Next(2) == 0 ? 12 : 60,
        DeathIsKnown = random.Next(2) == 0,
    };
}
