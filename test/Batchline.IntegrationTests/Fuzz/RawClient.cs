using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Batchline.IntegrationTests.Fuzz;

/// <summary>Sends bytes as they are; a decent client would mend them.</summary>
internal static class RawClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<FuzzAnswer> SendAsync(IPEndPoint server, byte[] request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, patience.Token);

        // The server may answer and close before it has read everything.
        var sending = SendAllAsync(socket, request, patience.Token);
        var answer = await ReadAsync(socket, patience.Token);
        await sending;
        return FuzzAnswer.Parse(answer);
    }

    public static async Task<string> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));

                // A stream of events has no end worth waiting for.
                if (text.Length < 100_000 && text.ToString().Contains("text/event-stream", StringComparison.Ordinal) && text.ToString().Contains("data:", StringComparison.Ordinal))
                    break;
            }
        }
        catch (SocketException)
        {
            // Reset: what came before counts.
        }

        return text.ToString();
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server had enough.
        }
    }
}
