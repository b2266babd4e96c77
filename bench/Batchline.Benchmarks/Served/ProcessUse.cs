namespace Batchline.Benchmarks.Served;

/// <param name="Processor">Of all cores together, since the start.</param>
internal readonly record struct ProcessUse(double Megabytes, TimeSpan Processor);
