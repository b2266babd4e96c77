using System.Net;
using System.Net.Sockets;

namespace Batchline.Benchmarks.Visits;

/// <summary>More connections than the program may have descriptors, opened and left silent.</summary>
internal sealed class ConnectionVisit : IVisit
{
    private const int Connections = 5_000;
    private int _open;
    private int _closed;

    public string Name => $"{Connections:N0} silent connections to a program with {Descriptors:N0} descriptors";

    public int? Descriptors => 4_096;

    public string Met => $"{_open:N0} opened, {_closed:N0} of them closed by the program";

    public Task StayAsync(int port, CancellationToken leave) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => HoldAsync(port, leave)));

    private async Task HoldAsync(int port, CancellationToken leave)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), leave);
            Interlocked.Increment(ref _open);
            await ClosedAsync(socket, leave);
            Interlocked.Increment(ref _closed);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // Not let in, or held to the end.
        }
    }

    /// <summary>Nothing is sent, so nothing comes but the end.</summary>
    private static async Task ClosedAsync(Socket socket, CancellationToken leave)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], leave);
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }
    }
}
