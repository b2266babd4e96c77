namespace Batchline.Api.BatchMap;

/// <summary>What the batches did over time. A batch's jobs count when it ends.</summary>
/// <param name="From">When the first bucket begins; each lasts <paramref name="BucketSeconds"/>.</param>
/// <param name="Done">Jobs fetched, or found missing, by bucket.</param>
/// <param name="Failed">Jobs failed, by bucket.</param>
internal sealed record TimelineView(DateTimeOffset From, int BucketSeconds, IReadOnlyList<int> Done, IReadOnlyList<int> Failed);
