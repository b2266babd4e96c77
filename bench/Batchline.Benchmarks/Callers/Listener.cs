using System.Diagnostics;
using System.Net.Sockets;
using Batchline.Benchmarks.Wires;

namespace Batchline.Benchmarks.Callers;

/// <summary>Follows one event stream, and opens it again when it ends.</summary>
internal sealed class Listener(int port, string? token, string path, AnswerTally tally)
{
    private const int Ok = 200;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private long _heardAt = Stopwatch.GetTimestamp();

    public int Reopened { get; private set; }

    public TimeSpan LongestSilence { get; private set; }

    public TimeSpan Silence => Stopwatch.GetElapsedTime(_heardAt);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var wire = new Wire(port);
        var request = Wire.Get(path, token);
        for (; ; Reopened++)
        {
            try
            {
                tally.Add(path, await wire.SendAsync(request, cancellationToken, Hear));
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                tally.AddBroken();
            }
            await Task.Delay(Rest, cancellationToken);
        }
    }

    private void Hear(int status)
    {
        if (status != Ok)
            return;
        LongestSilence = TimeSpan.FromTicks(Math.Max(LongestSilence.Ticks, Silence.Ticks));
        _heardAt = Stopwatch.GetTimestamp();
    }
}
