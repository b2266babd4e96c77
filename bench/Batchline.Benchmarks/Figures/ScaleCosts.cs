namespace Batchline.Benchmarks.Figures;

/// <summary>What a number of accounts costs. Times are in seconds.</summary>
internal sealed record ScaleCosts(
    double IdleCores, double Preview, double Start, double ProgressP99, double Page, double Pause, double SweepCores, double Megabytes);
