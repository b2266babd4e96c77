using System.Runtime.InteropServices;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// From the start of the published program as a function until its first answer, in the two forms that it is published in.
/// Both are started in turn; the first start of each, which fills caches, does not count.
/// </summary>
internal sealed class ColdStart : IBenchmark
{
    public string Name => "cold-start";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        using var framework = new DataFolder();
        using var file = new DataFolder();
        PublishedProgram[] programs =
        [
            PublishedProgram.Publish("framework-dependent", framework),
            PublishedProgram.Publish("ReadyToRun single file", file, $"-p:PublishProfile={RuntimeInformation.RuntimeIdentifier}"),
        ];
        var starts = programs.ToDictionary(program => program, _ => new List<FirstAnswer>());
        for (var run = 0; run <= (quick ? 3 : 10); run++)
        {
            foreach (var program in programs)
            {
                var answer = await program.StartAsync();
                if (run > 0)
                    starts[program].Add(answer);
            }
        }
        return [.. programs.Select(program => new Figure(
            $"cold start, {program.Name}: median of {starts[program].Count}",
            $"{Statistics.Median(starts[program].Select(start => start.Elapsed.TotalSeconds)):0.00} s, "
            + $"{Statistics.Median(starts[program].Select(start => start.Processor.TotalSeconds)):0.00} s of a core",
            "report",
            null))];
    }
}
