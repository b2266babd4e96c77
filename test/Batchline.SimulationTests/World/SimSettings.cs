using Batchline.Engine.Leadership;
using Batchline.Engine.Operations;
using Batchline.Engine.Settings;
using Batchline.Rehearsal.World;

namespace Batchline.SimulationTests.World;

/// <summary>What one seed is about, drawn from its chance. Worlds are small, so that many fit into a minute.</summary>
internal sealed record SimSettings
{
    public required int Processes { get; init; }
    public required int Accounts { get; init; }
    public required int JobsPerAccount { get; init; }
    public required int BatchSize { get; init; }
    public required Strategy Strategy { get; init; }

    /// <summary>Rows on a page of the list, whatever was asked for.</summary>
    public required int PageRows { get; init; }

    /// <summary>Parts of all store calls and requests that go wrong while faults are on.</summary>
    public required double LostAcknowledgements { get; init; }

    public required double UpstreamFaults { get; init; }

    /// <summary>Things that happen one after another, and those of them that may hit at any await.</summary>
    public required int Events { get; init; }

    public required int Kills { get; init; }
    public required int Stops { get; init; }

    /// <summary>The longest time between two events of the story, in seconds.</summary>
    public required double Patience { get; init; }

    /// <summary>A dead process is known to be dead at once, as on a local file system.</summary>
    public required bool DeathIsKnown { get; init; }

    /// <summary>Nothing goes wrong from the beginning: how long everything takes is known.</summary>
    public bool IsCalm { get; init; }

    /// <summary>Operators want one thing after another, and nobody else does anything.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The leader hands accounts to all processes, and leases are short.</summary>
    public bool IsCluster { get; init; }

    /// <summary>The pace of the accounts; without one, outcomes are written together.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The leader looks less often than in the program, because each look takes its time here.</summary>
    public LeaderTimes Drivers { get; init; } = new()
    {
        PollEvery = TimeSpan.FromSeconds(2),
        HandEvery = TimeSpan.FromSeconds(2),
        ChoresEvery = TimeSpan.FromSeconds(5),
    };

    public TimeSpan SliceBudget { get; init; } = new ProcessOptions().SliceBudget;

    /// <summary>In the end everything has come to rest before.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromHours(3);

    /// <summary>Longer than the window in which a request may leave.</summary>
    public TimeSpan SlowestConnection { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>The longest usual answer.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(405);

    public static SimSettings Draw(Random random) => new()
    {
        Processes = random.Next(2, 4),
        Accounts = random.Next(1, 4),
        JobsPerAccount = random.Next(2, 10),
        BatchSize = random.Next(2, 5),
        Strategy = random.Next(2) == 0 ? Strategy.Each : Strategy.ListFirst,
        PageRows = random.Next(2, 6),
        LostAcknowledgements = random.Next(3) * 0.015,
        UpstreamFaults = random.Next(4) * 0.04,
        Events = random.Next(2, 9),
        Kills = random.Next(4),
        Stops = random.Next(2),
        Patience = random.Next(2) == 0 ? 6 : 30,
        DeathIsKnown = random.Next(2) == 0,
    };

    /// <summary>A quota that Batchline is not told.</summary>
    public static SimQuota DrawQuota(Random random) => new(random.Next(2, 9), TimeSpan.FromSeconds(random.Next(10, 30)));

    /// <summary>The same without a pace, and with so quick answers that several, and several batches, come between two checkpoints.</summary>
    public SimSettings Unpaced() => this with
    {
        Interval = TimeSpan.Zero,
        Latency = TimeSpan.FromMilliseconds(25),
        JobsPerAccount = JobsPerAccount * 5,
    };

    /// <summary>The same without a pace and without anything that goes wrong, while operators want one thing after another.</summary>
    public SimSettings Quick() => Unpaced() with
    {
        IsQuick = true,
        Drivers = Drivers with { PollEvery = TimeSpan.FromMilliseconds(100) },
        SlowestConnection = TimeSpan.FromMilliseconds(400),
        Strategy = Strategy.Each,
        JobsPerAccount = JobsPerAccount * 10,
        BatchSize = BatchSize * 5,
        LostAcknowledgements = 0,
        UpstreamFaults = 0,
        Events = Events * 2,
        Patience = 1,
        Kills = 0,
        Stops = 0,
    };

    /// <summary>The same where each look costs a real command.</summary>
    public SimSettings Seldom() => this with
    {
        Drivers = Drivers with { PollEvery = Drivers.PollEvery * 3, HandEvery = Drivers.HandEvery * 3, ChoresEvery = Drivers.ChoresEvery * 3 },
    };

    /// <summary>
    /// The same where nothing tells whether Workiz is up: an account waits for a day of probes before it is blocked. The
    /// leader looks for work, and for its role, less often, because each look takes its time.
    /// </summary>
    public SimSettings Patient() => this with
    {
        Drivers = new LeaderTimes
        {
            PollEvery = Drivers.PollEvery * 30,
            HandEvery = Drivers.HandEvery * 30,
            ChoresEvery = Drivers.ChoresEvery * 12,
            Role = Drivers.Role * 30,
            RenewEvery = Drivers.RenewEvery * 30,
            TryEvery = Drivers.TryEvery * 30,
        },
        Limit = TimeSpan.FromHours(30),
    };

    /// <summary>The same without anything that goes wrong, and with more jobs.</summary>
    public SimSettings Calm() => this with
    {
        IsCalm = true,
        JobsPerAccount = JobsPerAccount * 3,
        LostAcknowledgements = 0,
        UpstreamFaults = 0,
        Events = 0,
        Kills = 0,
        Stops = 0,
    };

    /// <summary>The same with a place for only one account at a time, and with slices that are much shorter than the work.</summary>
    public SimSettings Crowded() => Calm() with
    {
        Accounts = Math.Max(Accounts, 2),
        JobsPerAccount = JobsPerAccount * 10,
        SliceBudget = TimeSpan.FromSeconds(5),
        Drivers = Drivers with { PollEvery = TimeSpan.FromMilliseconds(500), MostAtWork = 1 },
    };
}
