using Batchline.Benchmarks.Figures;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Servers;
using Spectre.Console;

namespace Batchline.Benchmarks;

/// <summary>Takes the figures asked for, each in a process of its own, and shows them in one table.</summary>
internal static class Bench
{
    public static readonly IReadOnlyList<IBenchmark> All =
    [
        new WholePath(),
        new Pace(),
        new Planning(),
        new ProgressReads(),
        new Crowd(),
        new Scale("scale", EmbeddedDatabase.StartAsync),
        new Eta(),
        new MongoScale(),
        new Allocations(),
        new ServerWholePath("mongo-whole-path", "bulkWrite", MongoStage.SetAsync, 0.5, 0.5),
        new ServerDescribed("mongo-described", MongoStage.SetAsync, 1, 5),
        new ServerWholePath("postgres-whole-path", "unnest upsert", PostgresStage.SetAsync, 0.7, 1),
        new ServerDescribed("postgres-described", PostgresStage.SetAsync, 1.3, 8),
        new ServerCrowd("postgres-crowd", PostgresServedDatabase.StartAsync),
        new Scale("postgres-scale", PostgresServedDatabase.StartAsync),
        new ClusterBenchmark(),
        new PeerContest(),
        new ColdStart(),
        new Guests(),
        new Strangers(),
    ];

    /// <returns>1 when a figure falls short of its aim.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> names, bool quick)
    {
        if (names.FirstOrDefault(name => All.All(benchmark => benchmark.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no benchmark {unknown}. There are: {string.Join(", ", All.Select(benchmark => benchmark.Name))}.");
            return 2;
        }
        var figures = new List<Figure>();
        foreach (var benchmark in All.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
        {
            Console.Error.WriteLine($"{benchmark.Name} …");
            figures.AddRange(await Child.StartAsync(benchmark.Name, quick));
        }
        AnsiConsole.Write(FigureTable.Of(figures));
        Console.WriteLine(ResultFile.Write(figures, names.Count == 0, quick));
        return figures.Exists(figure => figure.Ok == false) ? 1 : 0;
    }
}
