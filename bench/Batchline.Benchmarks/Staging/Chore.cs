using System.Diagnostics;
using System.Globalization;
using Batchline.Benchmarks.Bare;

namespace Batchline.Benchmarks.Staging;

/// <summary>Work on a database in a process of its own: what it takes of memory and leaves in caches is not ours.</summary>
internal static class Chore
{
    public const string Flag = "--chore";
    public const string Fill = "fill";
    public const string Reset = "reset";
    public const string Plan = "plan";

    /// <returns>How many seconds it took.</returns>
    public static async Task<double> StartAsync(string chore, DataFolder data, int accounts, int jobsPerAccount)
    {
        using var process = Process.Start(SelfProcess.Start([Flag, chore, data.Path, $"{accounts}", $"{jobsPerAccount}"]))
            ?? throw new InvalidOperationException("The process did not start.");
        var seconds = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? double.Parse(seconds, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The chore {chore} failed, see above.");
    }

    public static int Run(string chore, string folder, int accounts, int jobsPerAccount)
    {
        // Not disposed of: the folder belongs to who started us.
        var data = new DataFolder(folder);
        var begun = Stopwatch.GetTimestamp();
        switch (chore)
        {
            case Fill:
                ManyJobs.Insert(data, accounts, jobsPerAccount);
                break;
            case Reset:
                ManyJobs.Reset(data);
                break;
            case Plan:
                BarePlan.Run(data, accounts, jobsPerAccount);
                break;
            default:
                throw new ArgumentException($"There is no chore {chore}.", nameof(chore));
        }
        Console.WriteLine(Stopwatch.GetElapsedTime(begun).TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
