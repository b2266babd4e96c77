namespace Batchline.Benchmarks.Staging;

/// <summary>What came to a stand-in for MongoDB.</summary>
/// <param name="Commands">Those about collections.</param>
/// <param name="Documents">In the answers, and in the writes.</param>
internal readonly record struct WireCost(long Commands, long Documents);
