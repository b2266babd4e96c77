using Batchline.Benchmarks.Callers;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Figures;

/// <summary>
/// What work loses while a crowd with a token reads everything as fast as it can: alone and with guests in turns of the same
/// length, in one run of the program.
/// </summary>
internal sealed class Guests : IBenchmark
{
    private const double Aim = 0.95;
    private const int Readers = 150;
    private const int Streams = 40;
    private const int Exports = 10;
    private const int Turns = 2;

    /// <summary>Whole intervals: each account calls as often in one as in the other.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ShortTurn = TimeSpan.FromSeconds(20);

    public string Name => "guests";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        await using var scene = await ServedScene.SetAsync();
        await using var program = await scene.StartAsync();
        var list = await ListAsync(scene, program.Port);
        var (alone, crowded) = (new Watch(), new Watch());
        GuestReport? met = null;
        await Task.Delay(ServedScene.Interval);
        for (var turn = 0; turn < Turns; turn++)
        {
            await alone.LookAsync(scene, program, quick ? ShortTurn : Turn);
            await using var guests = await GuestProcess.StartAsync(list);
            await crowded.LookAsync(scene, program, quick ? ShortTurn : Turn);
            var report = await guests.EndAsync();
            met = met is null ? report : met.And(report);

            // What they left behind is not part of the next turn.
            await Task.Delay(ServedScene.Interval);
        }
        return [.. Of(scene, alone, crowded), .. Of(met!), await OverlapsAsync(scene), new Figure("guests: the program", $"{await program.EndAsync()}", "report", null)];
    }

    private static async Task<GuestList> ListAsync(ServedScene scene, int port)
    {
        using var client = new ProgramClient(port);
        var reading = await ReadingList.OfAsync(client, scene.OperationIds);
        return new GuestList(
            port,
            ServedProgram.Token,
            [new Party(Readers, reading), new Party(Exports, ReadingList.Exports)],
            [.. Enumerable.Range(0, Streams).Select(number => ReadingList.Events(scene.OperationIds[number % scene.OperationIds.Count]))]);
    }

    private static IEnumerable<Figure> Of(ServedScene scene, Watch alone, Watch crowded)
    {
        var ratio = crowded.CallsPerSecond / alone.CallsPerSecond;
        var memory = crowded.Memory;
        return
        [
            new Figure(
                $"{scene.Size} with {Readers} readers, {Streams} event streams and {Exports} exports: calls of those alone",
                $"{ratio:0.000} ({crowded.CallsPerSecond:0.0} of {alone.CallsPerSecond:0.0} calls/s)",
                $"≥ {Aim}",
                ratio >= Aim),
            new Figure("guests: machine busy alone and with them", $"{alone.Busy:P0} (program {alone.Cores:0.00} cores), {crowded.Busy:P0} (program {crowded.Cores:0.00} cores)", "alone < 50 % (report)", null),
            new Figure("guests: /health/live, p50 / p99 / most", $"{crowded.Live} (alone {alone.Live})", "p99 < 200 ms (report)", null),
            new Figure("guests: /health/ready, p50 / p99 / most", $"{crowded.Ready} (alone {alone.Ready})", "p99 < 200 ms (report)", null),
            new Figure(
                "guests: memory at the start, half, and end of their time",
                $"{memory.At(0):0}, {memory.At(0.5):0}, {memory.At(1):0} MB, most {memory.Most:0} (before they first came {alone.Memory.At(0.5 / Turns):0})",
                "flat (report)",
                null),
        ];
    }

    private static IEnumerable<Figure> Of(GuestReport met) =>
    [
        new Figure("guests: answers by status", $"{met}", "report", null),
        new Figure(
            "guests: 5xx but 503 with Retry-After, 429 without",
            met.Wrong.Count == 0 ? "0" : GuestReport.Text(met.Wrong),
            "0",
            met.Wrong.Count == 0),
        new Figure(
            "guests: event streams alive at the end",
            $"{met.StreamsAlive} of {Streams}, {met.StreamsReopened} reopened, longest silence {met.LongestSilenceSeconds:0.0} s",
            $"{Streams}",
            met.StreamsAlive == Streams),
    ];

    /// <summary>A gap below the pace is no fault of the program where the machine is so full that a call waits before it is counted.</summary>
    private static async Task<Figure> OverlapsAsync(ServedScene scene)
    {
        var (overlaps, smallestGap) = await scene.OverlapsAsync();
        return new Figure("guests: two calls of an account at once", $"{overlaps} (smallest gap of two {smallestGap.TotalSeconds:0.0} s)", "0", overlaps == 0);
    }
}
