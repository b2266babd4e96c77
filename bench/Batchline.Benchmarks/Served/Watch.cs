using System.Diagnostics;

namespace Batchline.Benchmarks.Served;

/// <summary>Looks at a program at work; several times, when it is looked at in turns with something else.</summary>
internal sealed class Watch
{
    private readonly List<double> _busy = [];
    private double _calls;
    private double _seconds;
    private double _processor;

    public double CallsPerSecond => _calls / _seconds;

    /// <summary>Of the program, on average.</summary>
    public double Cores => _processor / _seconds;

    /// <summary>Of the whole machine, 0 to 1.</summary>
    public double Busy => _busy.Average();

    public MemoryTrack Memory { get; } = new();

    public HealthProbe Live { get; } = new("/health/live");

    public HealthProbe Ready { get; } = new("/health/ready");

    public async Task LookAsync(ServedScene scene, ServedProgram program, TimeSpan duration)
    {
        var (begun, machine, before, calls) = (Stopwatch.GetTimestamp(), new Processor(), program.Use(), await scene.CallsAsync());
        var others = Task.WhenAll(Memory.RunAsync(program, duration), Live.RunAsync(program.Port, duration), Ready.RunAsync(program.Port, duration));
        await Task.Delay(duration);
        _calls += await scene.CallsAsync() - calls;
        _seconds += Stopwatch.GetElapsedTime(begun).TotalSeconds;
        _processor += Math.Max(0, (program.Use().Processor - before.Processor).TotalSeconds);
        _busy.Add(machine.Busy());
        await others;
    }
}
