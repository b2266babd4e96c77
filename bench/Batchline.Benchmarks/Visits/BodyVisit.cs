using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Batchline.Benchmarks.Visits;

/// <summary>Webhooks without a secret whose bodies are large and never quite end.</summary>
internal sealed class BodyVisit : IVisit
{
    private const int Connections = 1_000;
    private const int Length = 1_000_000;
    private const int AtOnce = 990_000;
    private const string Unauthorized = " 401 ";
    private static readonly TimeSpan Trickle = TimeSpan.FromSeconds(1);
    private static readonly byte[] Part = Encoding.ASCII.GetBytes(new string(' ', 64 * 1_024));
    private int _refused;
    private int _cut;

    public string Name => $"{Connections:N0} webhook bodies of 1 MB that trickle";

    public int? Descriptors => null;

    public string Met => $"{_refused} answered with 401, {_cut} cut off otherwise, {Connections - _refused - _cut} still sending at the end";

    public Task StayAsync(int port, CancellationToken leave) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(number => SendAsync(port, $"{number:x24}", leave)));

    private async Task SendAsync(int port, string account, CancellationToken leave)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(leave);
        var answer = "";
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), leave);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /api/webhooks/workiz/{account} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Length}\r\n\r\n"), leave);
            var sending = BodyAsync(socket, answered.Token);
            answer = await ReadAsync(socket, leave);
            await answered.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Told apart below.
        }
        if (answer.Contains(Unauthorized, StringComparison.Ordinal))
            Interlocked.Increment(ref _refused);
        else if (!leave.IsCancellationRequested)
            Interlocked.Increment(ref _cut);
    }

    private static async Task BodyAsync(Socket socket, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < AtOnce;)
            sent += await socket.SendAsync(Part.AsMemory(0, Math.Min(Part.Length, AtOnce - sent)), cancellationToken);
        for (var sent = AtOnce; sent < Length - 1; sent++)
        {
            await Task.Delay(Trickle, cancellationToken);
            await socket.SendAsync(Part.AsMemory(0, 1), cancellationToken);
        }
    }

    private static async Task<string> ReadAsync(Socket socket, CancellationToken leave)
    {
        var buffer = new byte[64];
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, leave));
    }
}
