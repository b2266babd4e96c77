namespace Batchline.Benchmarks.Described;

/// <summary>How long the program described sleeps.</summary>
/// <param name="Sleep">After each job.</param>
/// <param name="BeforeTrigger">Before the next batch.</param>
internal sealed record DescribedTimes(TimeSpan Sleep, TimeSpan BeforeTrigger);
