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

    /// <summary>List jobs scheduled from this time on, instead of from the account's lookback.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool Full { get; init; }

    /// <summary>If more than this percentage of the jobs (0 to 100) fails, the operation stops as failed. Null: never.</summary>
    public double? ToleratedFailurePercent { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>A hash of the request that had the idempotency key: another request with the same key is refused.</summary>
    public string? RequestHash { get; init; }

    /// <summary>False until every account is reserved; until then slices ignore the operation.</summary>
    public bool Admitted { get; init; }

    /// <summary>Raised by every write; writes compare it.</summary>
    public long Rev { get; init; }

    /// <summary>What an operator asked for last; the status follows once every account has acknowledged it.</summary>
    public ControlAction Requested { get; init; }

    public int Accounts { get; init; }

    /// <summary>Enabled accounts that were left out because another operation held them, and disabled ones that were named.</summary>
    public IReadOnlyList<AccountId> Skipped { get; init; } = [];

    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? Error { get; init; }

    /// <summary>More than the tolerated part of all jobs failed; exactly that part is still tolerated.</summary>
    public bool IsBeyondTolerance(Counters totals) =>
        ToleratedFailurePercent is { } percent && totals.Failed * 100m > (decimal)percent * totals.Total;
}
