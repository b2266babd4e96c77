using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Wires;

namespace Batchline.Benchmarks.Served;

/// <summary>
/// Asks a health path ten times a second over a connection of its own each time, as an orchestrator does, whether or not
/// those before were answered: a program that hangs for a second misses ten.
/// </summary>
internal sealed class HealthProbe(string path)
{
    private const int Ok = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ReadOnlyMemory<byte> _request = Wire.Get(path, more: "Connection: close\r\n");
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _failed;

    public async Task RunAsync(int port, TimeSpan duration)
    {
        var asked = new List<Task>();
        using var timer = new PeriodicTimer(Every);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < duration; await timer.WaitForNextTickAsync())
            asked.Add(AskAsync(port));
        await Task.WhenAll(asked);
    }

    public override string ToString() => _milliseconds.IsEmpty
        ? $"none of {_failed} answered"
        : $"{Statistics.Percentile(_milliseconds, 0.5):0.0} / {Statistics.Percentile(_milliseconds, 0.99):0.0} / {_milliseconds.Max():0} ms, {_failed} of {_milliseconds.Count + _failed} not answered with {Ok} in {Patience.TotalSeconds:0} s";

    private async Task AskAsync(int port)
    {
        using var wire = new Wire(port);
        using var patience = new CancellationTokenSource(Patience);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            if ((await wire.SendAsync(_request, patience.Token)).Status == Ok)
            {
                _milliseconds.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Counted with those that were answered otherwise.
        }
        Interlocked.Increment(ref _failed);
    }
}
