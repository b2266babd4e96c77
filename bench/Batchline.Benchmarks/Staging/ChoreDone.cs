namespace Batchline.Benchmarks.Staging;

/// <summary>What a chore took: its own time, and the most memory its process ever had.</summary>
internal sealed record ChoreDone(double Seconds, double Megabytes);
