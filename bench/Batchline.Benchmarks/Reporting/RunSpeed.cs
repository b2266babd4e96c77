using System.Diagnostics;

namespace Batchline.Benchmarks.Reporting;

/// <summary>How fast a run was, and what it took of the processor in this process: the second hardly depends on what else goes on.</summary>
internal sealed record RunSpeed(double JobsPerSecond, double Microseconds)
{
    public static async Task<RunSpeed> OfAsync(double jobs, Func<Task> run)
    {
        using var self = Process.GetCurrentProcess();
        var (begun, before) = (Stopwatch.GetTimestamp(), self.TotalProcessorTime);
        await run();
        var elapsed = Stopwatch.GetElapsedTime(begun);
        self.Refresh();
        return new RunSpeed(jobs / elapsed.TotalSeconds, (self.TotalProcessorTime - before).TotalMicroseconds / jobs);
    }
}
