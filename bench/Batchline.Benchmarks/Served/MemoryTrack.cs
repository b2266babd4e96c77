using System.Diagnostics;

namespace Batchline.Benchmarks.Served;

/// <summary>The working set of a program, twice a second.</summary>
internal sealed class MemoryTrack
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private readonly List<double> _megabytes = [];

    public double Most => _megabytes.Max();

    /// <param name="share">Of the time: 0 at the beginning, 1 at the end.</param>
    public double At(double share) => _megabytes[(int)Math.Min(_megabytes.Count - 1, _megabytes.Count * share)];

    /// <summary>Goes on where it stopped when it is run again.</summary>
    public async Task RunAsync(ServedProgram program, TimeSpan duration)
    {
        using var timer = new PeriodicTimer(Every);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < duration; await timer.WaitForNextTickAsync())
            _megabytes.Add(program.Use().Megabytes);
    }
}
