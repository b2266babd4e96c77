namespace Batchline.Benchmarks.Described;

/// <param name="Id">Whatever the database calls it.</param>
internal sealed record DescribedBatch(string Id, string OperationId, string AccountId, int Number, IReadOnlyList<string> Uuids);
