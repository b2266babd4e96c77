namespace Batchline.Engine.Operations;

/// <summary>One run over many accounts, with the options that it was started with.</summary>
public sealed record Operation : StartOptions
{
    public Operation()
    {
    }

    internal Operation(StartOptions options)
        : base(options)
    {
    }

    /// <summary>With 100,000 accounts, a list of those left out could be larger than everything else in the operation.</summary>
    public const int MostSkippedNamed = 100;

    public required OperationId Id { get; init; }
    public required OperationStatus Status { get; init; }
    public string? IdempotencyKey { get; init; }

    /// <summary>A hash of the request that came with the idempotency key: the same key with another request is refused.</summary>
    public string? RequestHash { get; init; }

    /// <summary>False until every account is reserved; until then, slices ignore the operation.</summary>
    public bool Admitted { get; init; }

    /// <summary>Raised by every write; writes compare it.</summary>
    public long Rev { get; init; }

    /// <summary>Nobody has written since it was admitted, so its accounts may not be due yet.</summary>
    internal bool IsAsleep => this is { Admitted: true, Rev: 1 };

    /// <summary>What an operator asked for last; the status follows once every account has acknowledged it.</summary>
    public ControlAction Requested { get; init; }

    public int Accounts { get; init; }

    /// <summary>Enabled accounts left out because another operation ran on them, and disabled ones that were named.</summary>
    /// <value>The first <see cref="MostSkippedNamed"/>; all of them in operations that earlier programs started.</value>
    public IReadOnlyList<AccountId> Skipped { get; init; } = [];

    /// <summary>How many were left out.</summary>
    public int SkippedTotal { get; init; }

    public required DateTimeOffset StartTime { get; init; }
    public DateTimeOffset? EndTime { get; init; }
    public string? Error { get; init; }
}
