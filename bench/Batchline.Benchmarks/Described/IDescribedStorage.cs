namespace Batchline.Benchmarks.Described;

/// <summary>The database of the program described, with its collections (or tables) jobs, batches, and batch account states.</summary>
internal interface IDescribedStorage
{
    /// <returns>The first batch of each account.</returns>
    Task<IReadOnlyList<DescribedBatch>> InitializeAsync(string operation, IReadOnlyList<DescribedBatch> batches);

    /// <summary>Marks the batch as processing.</summary>
    Task<DescribedBatch> BeginAsync(string batch);

    Task UpsertJobAsync(string account, string uuid, string json);

    /// <summary>Writes the results of a batch and what its account has reached.</summary>
    /// <returns>The account's next batch that is pending, or null.</returns>
    Task<string?> EndAsync(DescribedBatch batch, IReadOnlyList<string> completed, IReadOnlyList<string> failed, IReadOnlyList<string> errors);

    /// <returns>How many batches of an operation are in each status.</returns>
    Task<IReadOnlyDictionary<string, int>> ProgressAsync(string operation);

    /// <returns>Whether the batch failed and was tried again less than three times.</returns>
    Task<bool> RetryAsync(string batch);
}
