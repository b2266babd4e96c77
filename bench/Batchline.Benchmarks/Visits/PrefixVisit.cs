using System.Net.Sockets;
using Batchline.Benchmarks.Wires;

namespace Batchline.Benchmarks.Visits;

/// <summary>A header that a pattern with nested repetition can be matched with in more ways than can be tried.</summary>
internal sealed class PrefixVisit : IVisit
{
    private const int Requests = 70;
    private static readonly string Prefix = string.Concat(Enumerable.Repeat("/aaaaaaaa", 40)) + "!";
    private int _answered;

    public string Name => $"{Requests} requests with a crafted X-Forwarded-Prefix of {Prefix.Length} characters";

    public int? Descriptors => null;

    public string Met => $"{_answered} of {Requests} answered";

    public async Task StayAsync(int port, CancellationToken leave)
    {
        await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => AskAsync(port, leave)));
        await Task.Delay(Timeout.Infinite, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AskAsync(int port, CancellationToken leave)
    {
        using var wire = new Wire(port);
        try
        {
            await wire.SendAsync(Wire.Get("/", more: $"X-Forwarded-Prefix: {Prefix}\r\n"), leave);
            Interlocked.Increment(ref _answered);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Not answered.
        }
    }
}
