using System.Net.Sockets;
using Batchline.Benchmarks.Wires;

namespace Batchline.Benchmarks.Callers;

/// <summary>Asks, reads the answer and asks again as fast as it can, whatever the answer: no <c>Retry-After</c> is obeyed.</summary>
internal sealed class Caller(int port, string? token, IReadOnlyList<string> paths, AnswerTally tally)
{
    /// <summary>A port that nobody listens on answers at once; asking it without a rest would only heat the machine.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly ReadOnlyMemory<byte>[] _requests = [.. paths.Select(path => Wire.Get(path, token))];

    public async Task RunAsync(int first, CancellationToken cancellationToken)
    {
        using var wire = new Wire(port);
        for (var turn = first; !cancellationToken.IsCancellationRequested; turn++)
        {
            try
            {
                tally.Add(paths[turn % paths.Count], await wire.SendAsync(_requests[turn % paths.Count], cancellationToken));
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                tally.AddBroken();
                await Task.Delay(Rest, cancellationToken);
            }
        }
    }
}
