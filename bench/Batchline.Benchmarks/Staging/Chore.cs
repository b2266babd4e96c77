using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Staging;

/// <summary>Work on a database in a process of its own: what it takes of memory and leaves in caches is not ours.</summary>
internal static class Chore
{
    public const string Flag = "--chore";
    public const string Fill = "fill";
    public const string Reset = "reset";
    public const string Plan = "plan";
    public const string BarePlan = "bare-plan";

    public static async Task<ChoreDone> StartAsync(string chore, DataFolder data, int accounts, int jobsPerAccount)
    {
        using var process = Process.Start(SelfProcess.Start([Flag, chore, data.Path, $"{accounts}", $"{jobsPerAccount}"]))
            ?? throw new InvalidOperationException("The process did not start.");
        var done = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ChoreDone>(done) ?? throw new InvalidOperationException($"The chore {chore} did not answer.")
            : throw new InvalidOperationException($"The chore {chore} failed, see above.");
    }

    public static async Task<int> RunAsync(string chore, string folder, int accounts, int jobsPerAccount)
    {
        // Not disposed of: the folder belongs to who started us.
        var data = new DataFolder(folder);
        var taken = chore switch
        {
            Fill => Timed(() => ManyJobs.Insert(data, accounts, jobsPerAccount)),
            Reset => Timed(() => ManyJobs.Reset(data)),
            BarePlan => Timed(() => Bare.BarePlan.Run(data, accounts, jobsPerAccount)),
            Plan => await OwnPlan.RunAsync(data, accounts),
            _ => throw new ArgumentException($"There is no chore {chore}.", nameof(chore)),
        };
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new ChoreDone(taken.TotalSeconds, self.PeakWorkingSet64 / 1e6)));
        return 0;
    }

    private static TimeSpan Timed(Action work)
    {
        var begun = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(begun);
    }
}
