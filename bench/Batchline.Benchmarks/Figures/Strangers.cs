using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Visits;

namespace Batchline.Benchmarks.Figures;

/// <summary>What somebody can do to a program with a token set: each visit to a program of its own, alone before it and well after it.</summary>
internal sealed class Strangers : IBenchmark
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortLook = TimeSpan.FromSeconds(10);

    public string Name => "strangers";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        await using var scene = await ServedScene.SetAsync();
        IVisit[] visits =
        [
            new PrefixVisit(),
            new BodyVisit(),
            new ConnectionVisit(),
            new ReadingVisit(200, "/openapi/v1.json and /", token: null, "/openapi/v1.json", "/"),
            new ReadingVisit(200, "searches that match nothing, with the token", ServedProgram.Token, "/api/jobs?q=nothing-is-called-this", "/api/jobs?status=no-such-status"),
        ];
        var figures = new List<Figure>();
        foreach (var visit in visits)
            figures.AddRange(await VisitAsync(scene, visit, quick ? ShortLook : Look));
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> VisitAsync(ServedScene scene, IVisit visit, TimeSpan look)
    {
        await using var program = await scene.StartAsync(visit.Descriptors);
        var (alone, visited) = (new Watch(), new Watch());
        await Task.Delay(ServedScene.Interval);
        await alone.LookAsync(scene, program, look);
        using var leave = new CancellationTokenSource();
        var stay = visit.StayAsync(program.Port, leave.Token);
        await visited.LookAsync(scene, program, look);
        await leave.CancelAsync();
        await stay;
        var after = new HealthProbe("/health/live");
        await after.RunAsync(program.Port, ServedScene.Interval);
        var end = await program.EndAsync();
        return
        [
            new Figure(
                $"{visit.Name}: calls of {scene.Size} to those without",
                $"{visited.CallsPerSecond / alone.CallsPerSecond:0.00} ({visited.CallsPerSecond:0} of {alone.CallsPerSecond:0} calls/s), program {visited.Cores:0.00} cores, machine {visited.Busy:P0} busy",
                "report",
                null),
            new Figure("… what they met, memory", $"{visit.Met}; {alone.Memory.At(1):0} MB before, most {visited.Memory.Most:0} MB", "report", null),
            new Figure("… /health/live meanwhile, afterwards", $"{visited.Live}; afterwards {after}; the program {end}", "report", null),
        ];
    }
}
