namespace Batchline.Benchmarks.Staging;

/// <summary>What a program took from its start to its first answer.</summary>
/// <param name="Processor">On all cores together: says more than the time where others use the machine as well.</param>
internal sealed record FirstAnswer(TimeSpan Elapsed, TimeSpan Processor);
