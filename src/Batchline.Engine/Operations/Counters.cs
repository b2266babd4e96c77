namespace Batchline.Engine.Operations;

/// <summary>What was done for one account in one operation, in absolute numbers.</summary>
public sealed record Counters
{
    /// <summary>Jobs of this operation: those in batches, and with listing first also those that the list returned.</summary>
    public long Total { get; init; }

    /// <summary>Fetched and stored, or listed and stored.</summary>
    public long Completed { get; init; }

    /// <summary>The part of <see cref="Completed"/> with unchanged content.</summary>
    public long Unchanged { get; init; }

    /// <summary>Gone in Workiz.</summary>
    public long Missing { get; init; }

    public long Failed { get; init; }

    /// <summary>The part of <see cref="Failed"/> that are rows of the list that could not be taken as jobs.</summary>
    public long OddRows { get; init; }

    /// <summary>1 for an account whose list could not be read to its end.</summary>
    public int ListingsFailed { get; init; }

    /// <summary>Requests sent.</summary>
    public long Calls { get; init; }

    /// <summary>429s received.</summary>
    public long RateLimited { get; init; }

    /// <summary>Requests for a job that had been requested before in the same batch.</summary>
    public long Retried { get; init; }

    public int BatchesCompleted { get; init; }
    public int BatchesWithErrors { get; init; }
    public int BatchesFailed { get; init; }
    public int BatchesCancelled { get; init; }

    /// <summary>How many times a batch went back to pending, automatically or by a person.</summary>
    public int Retries { get; init; }

    /// <summary>Seconds spent in batches that ended; <see cref="BatchesTimed"/> is how many these were.</summary>
    public double BatchSeconds { get; init; }

    public int BatchesTimed { get; init; }

    public long Pending => Math.Max(0, Total - Completed - Missing - Failed);

    public Counters Plus(Counters other) => new()
    {
        Total = Total + other.Total,
        Completed = Completed + other.Completed,
        Unchanged = Unchanged + other.Unchanged,
        Missing = Missing + other.Missing,
        Failed = Failed + other.Failed,
        OddRows = OddRows + other.OddRows,
        ListingsFailed = ListingsFailed + other.ListingsFailed,
        Calls = Calls + other.Calls,
        RateLimited = RateLimited + other.RateLimited,
        Retried = Retried + other.Retried,
        BatchesCompleted = BatchesCompleted + other.BatchesCompleted,
        BatchesWithErrors = BatchesWithErrors + other.BatchesWithErrors,
        BatchesFailed = BatchesFailed + other.BatchesFailed,
        BatchesCancelled = BatchesCancelled + other.BatchesCancelled,
        Retries = Retries + other.Retries,
        BatchSeconds = BatchSeconds + other.BatchSeconds,
        BatchesTimed = BatchesTimed + other.BatchesTimed,
    };
}
