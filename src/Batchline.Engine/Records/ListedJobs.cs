namespace Batchline.Engine.Records;

/// <summary>What a listing returned, counted from the marks on the rows.</summary>
public sealed record ListedJobs(long Listed, long Unchanged);
