using Batchline.Engine.Operations;
using Batchline.Engine.Settings;

namespace Batchline.Rehearsal.Runs;

/// <summary>What to rehearse.</summary>
internal sealed record RehearsalPlan
{
    public required IReadOnlyList<RehearsedAccount> Accounts { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required Strategy Strategy { get; init; }
    public bool Full { get; init; }
    public int BatchSize { get; init; } = 10;
    public required WorkizOptions Workiz { get; init; }
    public required SyncOptions Sync { get; init; }

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Calls per window that Workiz allows each account; null: what is set or learned, otherwise what Workiz is known to allow.</summary>
    public int? Quota { get; init; }

    /// <summary>How long Workiz does not answer, beginning a third into the run.</summary>
    public TimeSpan Outage { get; init; }

    /// <summary>How many times the process is killed and started again, spread over the run.</summary>
    public int Kills { get; init; }
}
