using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations;

/// <summary>One run over many accounts.</summary>
public sealed record Operation
{
    public required OperationId Id { get; init; }
    public required OperationStatus Status { get; init; }
    public required Strategy Strategy { get; init; }

    /// <summary>Jobs per batch, 1 to 1000.</summary>
    public required int BatchSize { get; init; }

    /// <summary>List jobs scheduled from here on instead of from the account's lookback.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool Full { get; init; }

    /// <summary>Above this part of failed jobs (0 to 100) the operation stops as failed. Null: never.</summary>
    public double? ToleratedFailurePercent { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>A hash of the request that came with the idempotency key: the same key with another request is refused.</summary>
    public string? RequestHash { get; init; }

    /// <summary>False until every account is reserved; slices ignore an operation before.</summary>
    public bool Admitted { get; init; }

    /// <summary>Raised by every write; writes compare it.</summary>
    public long Rev { get; init; }

    /// <summary>What an operator asked for last; the status follows when every account has acknowledged.</summary>
    public ControlAction Requested { get; init; }

    public int Accounts { get; init; }

    /// <summary>Enabled accounts left out because another operation ran on them, and disabled ones that were named.</summary>
    public IReadOnlyList<AccountId> Skipped { get; init; } = [];

    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? Error { get; init; }

    /// <summary>More of all jobs failed than is tolerated; exactly as many are not too many.</summary>
    public bool IsBeyondTolerance(Counters totals) =>
        ToleratedFailurePercent is { } percent && totals.Failed * 100m > (decimal)percent * totals.Total;
}
