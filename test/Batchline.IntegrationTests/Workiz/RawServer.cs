using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>A TCP server on loopback that counts the requests that reach it and does with each what it is told. No HTTP
/// library stands between, so nothing hides a second arrival and any answer can be broken anywhere.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<RawExchange, Task> answer;
    private readonly Func<Stream, Task<Stream>> secure;
    private readonly Task accepting;
    private int accepted;

    public RawServer(Func<RawExchange, Task> answer, Func<Stream, Task<Stream>>? secure = null)
    {
        this.answer = answer;
        this.secure = secure ?? Task.FromResult;
        listener.Start();
        Address = new Uri($"{(secure is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api/v1/");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The head of each request, in the order of arrival. Counted before anything is answered.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public int Connections => Volatile.Read(ref accepted);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        await Task.WhenAll(connections);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref accepted);
                connections.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var plain = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await using var stream = await secure(plain);
            while (await RawExchange.ReadHeadAsync(stream, stop.Token) is { } head)
            {
                requests.Enqueue(head);
                var exchange = new RawExchange(requests.Count, head, socket, stream, stop.Token);
                await answer(exchange);
                if (exchange.IsClosed)
                    return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }
}
