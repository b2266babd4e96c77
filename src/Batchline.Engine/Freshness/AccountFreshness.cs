namespace Batchline.Engine.Freshness;

/// <summary>How old the stored jobs of an account are. Jobs that are gone in Workiz do not count.</summary>
/// <param name="Jobs">How many jobs count, at least one.</param>
/// <param name="Oldest">The <c>lastUpdated</c> of the job that was updated longest ago.</param>
/// <param name="Median">Half of the jobs were updated later than this.</param>
public sealed record AccountFreshness(long Jobs, DateTimeOffset Oldest, DateTimeOffset Median);
