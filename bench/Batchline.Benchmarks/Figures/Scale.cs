using System.Globalization;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Served;
using Batchline.Settings.Sections;

namespace Batchline.Benchmarks.Figures;

/// <summary>What a hundred thousand accounts on one database cost, and a thousand: of everything that does not depend on how many there are.</summary>
internal sealed class Scale(string name, Func<Task<IServedDatabase>> start) : IBenchmark
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int QuickMany = 10_000;
    private const int JobsPerAccount = 10;
    private const int Reads = 300;
    private const int Pages = 20;
    private const double IdleAim = 0.02;
    private const double StartAim = 30;
    private const double ProgressAim = 2;
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/");
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>A program that has just started compiles for a while.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(60);

    public string Name => name;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick)
    {
        var accounts = quick ? QuickMany : Many;
        var few = await TakeAsync(Few);
        var many = await TakeAsync(accounts);
        var size = string.Create(CultureInfo.InvariantCulture, $"{accounts:N0} accounts to {Few:N0}");
        var progress = many.ProgressP99 / few.ProgressP99;
        var cores = many.Idle.Server is null ? "cores" : "cores of the program + of the server";
        return
        [
            new Figure($"{size} on {many.Server}, idle with all of them planned for later: {cores}", $"{many.Idle} to {few.Idle}", $"≤ {IdleAim}", many.Idle.Program <= IdleAim),
            new Figure($"… an operation with one blocked account left: {cores}", $"{many.Sweep} to {few.Sweep}", $"≤ {IdleAim}", many.Sweep.Program <= IdleAim),
            new Figure("… preview", $"{many.Preview:0.00} s to {few.Preview:0.00} s", "report", null),
            new Figure("… start of all of them", $"{many.Start:0.00} s to {few.Start:0.00} s", $"≤ {StartAim} s", many.Start <= StartAim),
            new Figure("… progress, p99", $"{progress:0.00} ({many.ProgressP99 * 1e3:0.0} ms to {few.ProgressP99 * 1e3:0.0} ms)", $"≤ {ProgressAim}", progress <= ProgressAim),
            new Figure("… a page of 100 accounts", $"{many.Page * 1e3:0.0} ms to {few.Page * 1e3:0.0} ms", "report", null),
            new Figure("… pause of all of them", $"{many.Pause:0.00} s to {few.Pause:0.00} s", "report", null),
            new Figure("… memory of the process", $"{many.Megabytes:0} MB to {few.Megabytes:0} MB", "report", null),
        ];
    }

    private async Task<ScaleCosts> TakeAsync(int accounts)
    {
        await using var database = await start();
        await using (var empty = await database.ServeAsync(Nowhere, Interval, HostingMode.Api))
            await empty.EndAsync();
        await database.FillAsync(accounts, JobsPerAccount);
        var idle = await IdleAsync(database);
        await using var program = await database.ServeAsync(Nowhere, Interval, HostingMode.Api);
        using var client = new ProgramClient(program.Port);
        await client.GetAsync("api/accounts?limit=1");
        var preview = await ProgramClient.TimeAsync(() => client.PostAsync("api/init-batch-update?preview=true", new { strategy = "each" }));
        var operation = "";
        var begin = await ProgramClient.TimeAsync(async () => operation = await client.BeginAsync("each"));
        var progress = await RepeatAsync(Reads, () => client.GetAsync($"api/batch-progress/{operation}?limit=100"));
        var pages = await RepeatAsync(Pages, () => client.GetAsync("api/accounts?limit=100"));
        var pause = await ProgramClient.TimeAsync(() => client.PostAsync($"api/operations/{operation}/pause", new { }));
        await database.LeaveOneBlockedAsync();
        return new ScaleCosts(
            database.Server,
            idle,
            preview,
            begin,
            Statistics.Percentile(progress, 0.99),
            Statistics.Median(pages),
            pause,
            await CoresAsync(database, program),
            program.Use().Megabytes);
    }

    /// <summary>Everything that happens by itself, while no account is due.</summary>
    private static async Task<Cores> IdleAsync(IServedDatabase database)
    {
        await database.PostponeAsync();
        await using var program = await database.ServeAsync(Nowhere, Interval);
        var cores = await CoresAsync(database, program);
        await program.EndAsync();
        return cores;
    }

    private static async Task<Cores> CoresAsync(IServedDatabase database, ServedProgram program)
    {
        await Task.Delay(Settle);
        var (before, serverBefore) = (program.Use().Processor, await database.ProcessorAsync());
        await Task.Delay(Look);
        return new Cores((program.Use().Processor - before) / Look, (await database.ProcessorAsync() - serverBefore) / Look);
    }

    private static async Task<List<double>> RepeatAsync(int times, Func<Task> call)
    {
        var taken = new List<double>();
        for (var read = 0; read < times; read++)
        {
            taken.Add(await ProgramClient.TimeAsync(call));

            // Not all within one moment of the work.
            await Task.Delay(20);
        }
        return taken;
    }
}
