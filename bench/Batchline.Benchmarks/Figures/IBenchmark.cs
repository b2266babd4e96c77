using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Figures;

internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Figure>> RunAsync(bool quick);
}
