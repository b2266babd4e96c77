using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks;

/// <summary>A benchmark in a process of its own: no figure is changed by what another one left in memory.</summary>
internal static class Child
{
    public const string Flag = "--child";

    public static async Task<int> RunAsync(string name, bool quick)
    {
        var figures = await Bench.All.Single(benchmark => benchmark.Name == name).RunAsync(quick);
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }

    public static async Task<IReadOnlyList<Figure>> StartAsync(string name, bool quick)
    {
        using var process = Process.Start(SelfProcess.Start(quick ? [Flag, name, "--quick"] : [Flag, name]))
            ?? throw new InvalidOperationException("The benchmark's process did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Figure[]>(output) ?? []
            : [new Figure(name, "failed, see above", "", false)];
    }
}
