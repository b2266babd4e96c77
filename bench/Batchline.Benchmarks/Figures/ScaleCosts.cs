namespace Batchline.Benchmarks.Figures;

/// <summary>What a number of accounts costs. Times are in seconds.</summary>
internal sealed record ScaleCosts(
    string Server, Cores Idle, double Preview, double Start, double ProgressP99, double Page, double Pause, Cores Sweep, double Megabytes);
