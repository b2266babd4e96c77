namespace Batchline.Engine.Operations;

/// <summary>What the accounts of an operation come to, each as its head has it where that is newer than its account state.</summary>
public sealed record OperationTotals
{
    public Counters Counters { get; init; } = new();

    /// <summary>How many accounts have each status; a status that none has is missing.</summary>
    public required IReadOnlyDictionary<AccountStateStatus, int> Accounts { get; init; }

    /// <summary>How many accounts the operation holds.</summary>
    public int Held { get; init; }

    public int Batches { get; init; }

    /// <summary>Accounts with an open batch.</summary>
    public int OpenBatches { get; init; }

    /// <summary>Accounts whose total is not known yet.</summary>
    public int Unplanned { get; init; }

    /// <summary>Since when the account that was blocked last has been so; null: none is blocked.</summary>
    public DateTimeOffset? LastBlockedAt { get; init; }

    /// <summary>
    /// The longest time that an account at work needs for what it has left: its wait, and its calls at its pace. Null: no account
    /// is at work.
    /// </summary>
    public TimeSpan? LongestRest { get; init; }

    /// <summary>The most pending jobs of an account at work whose pace is not known. <see cref="LongestRest"/> does not include them.</summary>
    public long MostUnpaced { get; init; }
}
