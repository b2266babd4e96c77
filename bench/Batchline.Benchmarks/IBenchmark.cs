namespace Batchline.Benchmarks;

internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(bool quick);
}
