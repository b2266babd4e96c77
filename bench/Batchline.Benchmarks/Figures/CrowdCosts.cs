using System.Diagnostics;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Staging;
using Batchline.Engine.Records;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Figures;

/// <summary>What accounts at one request a second take.</summary>
/// <param name="Share">Of the requests that their pace allows.</param>
/// <param name="RequestsPerSecond">Of all of them together.</param>
/// <param name="Megabytes">Of the program.</param>
/// <param name="Program">Cores that the program keeps busy.</param>
/// <param name="Server">Cores that the server of the database keeps busy, if there is one on this machine.</param>
/// <param name="Simulator">Cores that the simulator keeps busy.</param>
internal sealed record CrowdCosts(double Share, double RequestsPerSecond, double Megabytes, double Program, double? Server, double Simulator)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    public static async Task<CrowdCosts> TakeAsync(IServedDatabase database, int accounts)
    {
        // All are planned and at their pace after it, and the program's code is compiled for good.
        var settle = TimeSpan.FromSeconds(25 + (accounts / 250));
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

        var (begun, before, serverBefore, simulatorBefore) = (Stopwatch.GetTimestamp(), program.Use(), await database.ProcessorAsync(), simulator.Processor);
        var sentBefore = await RequestsAsync(simulator);
        await Task.Delay(Window);
        var (elapsed, after, serverAfter, simulatorAfter) = (Stopwatch.GetElapsedTime(begun), program.Use(), await database.ProcessorAsync(), simulator.Processor);
        var sent = await RequestsAsync(simulator) - sentBefore;
        return new CrowdCosts(
            sent / (accounts * (elapsed / Interval)),
            sent / elapsed.TotalSeconds,
            after.Megabytes,
            (after.Processor - before.Processor) / elapsed,
            (serverAfter - serverBefore) / elapsed,
            (simulatorAfter - simulatorBefore) / elapsed);
    }

    private static async Task<long> RequestsAsync(SimulatorProcess simulator) =>
        (await simulator.ReportAsync()).GetProperty("requests").GetInt64();
}
