using System.Diagnostics;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Records;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Served;

/// <summary>What accounts at one request a second take.</summary>
/// <param name="Share">Of the requests that their pace allows.</param>
/// <param name="RequestsPerSecond">Of all of them together.</param>
/// <param name="Megabytes">Of the program, or of all its processes.</param>
/// <param name="Program">Cores that the program keeps busy, in all its processes.</param>
/// <param name="Server">Cores that the server of the database keeps busy, if there is one on this machine.</param>
/// <param name="Simulator">Cores that the simulator keeps busy.</param>
internal sealed record CrowdCosts(double Share, double RequestsPerSecond, double Megabytes, double Program, double? Server, double Simulator)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    public static async Task<CrowdCosts> TakeAsync(IServedDatabase database, int accounts)
    {
        var settle = Settle(accounts);
        var jobs = (int)((settle + Window) / Interval) + 5;
        await using var simulator = await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = accounts, JobsPerAccount = jobs, MinInterval = Interval });
        await using (var stage = await database.SetAsync(simulator.BaseUrl, Interval))
        {
            await Seed.AccountsAsync(stage, simulator.Tokens, simulator.JobsAsync);
            while (await stage.Get<IJobIndex>().CatchUpAsync(default))
            {
                // So much text to search is new only once.
            }
        }

        await using var program = await database.ServeAsync(simulator.BaseUrl, Interval);
        using var client = new ProgramClient(program.Port);
        await client.BeginAsync("each");
        await Task.Delay(settle);
        return await LookAsync(database, simulator, [program], accounts);
    }

    /// <summary>All are planned and at their pace after it, and the program's code is compiled for good.</summary>
    public static TimeSpan Settle(int accounts) => TimeSpan.FromSeconds(25 + (accounts / 250));

    /// <summary>Of programs that are at work.</summary>
    public static async Task<CrowdCosts> LookAsync(
        IServedDatabase database, SimulatorProcess simulator, IReadOnlyList<ServedProgram> programs, int accounts)
    {
        var (begun, before, serverBefore, simulatorBefore) = (Stopwatch.GetTimestamp(), Processor(programs), await database.ProcessorAsync(), simulator.Processor);
        var sentBefore = await simulator.CountAsync();
        await Task.Delay(Window);
        var (elapsed, after, serverAfter, simulatorAfter) = (Stopwatch.GetElapsedTime(begun), Processor(programs), await database.ProcessorAsync(), simulator.Processor);
        var sent = await simulator.CountAsync() - sentBefore;
        return new CrowdCosts(
            sent / (accounts * (elapsed / Interval)),
            sent / elapsed.TotalSeconds,
            programs.Sum(program => program.Use().Megabytes),
            (after - before) / elapsed,
            (serverAfter - serverBefore) / elapsed,
            (simulatorAfter - simulatorBefore) / elapsed);
    }

    private static TimeSpan Processor(IReadOnlyList<ServedProgram> programs) =>
        programs.Aggregate(TimeSpan.Zero, (sum, program) => sum + program.Use().Processor);
}
