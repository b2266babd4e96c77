using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Batchline.Benchmarks.Wires;

/// <summary>
/// One HTTP/1.1 connection that reads into one buffer: callers share the machine with the program that is measured, so they
/// must take next to nothing of it.
/// </summary>
internal sealed class Wire(int port) : IDisposable
{
    private const int BufferSize = 64 * 1_024;
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly BodyReader _body = new();
    private Socket? _socket;

    public static ReadOnlyMemory<byte> Get(string path, string? token = null, string more = "") => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}{more}\r\n");

    /// <param name="heard">Called with the status whenever something came.</param>
    /// <exception cref="IOException">The answer was cut off, or is none.</exception>
    /// <exception cref="SocketException">There is no connection.</exception>
    public async ValueTask<WireAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken, Action<int>? heard = null)
    {
        try
        {
            var socket = _socket ??= await ConnectAsync(cancellationToken);
            await socket.SendAsync(request, cancellationToken);
            return await ReadAsync(socket, heard, cancellationToken);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<WireAnswer> ReadAsync(Socket socket, Action<int>? heard, CancellationToken cancellationToken)
    {
        var (length, end) = (0, -1);
        while (end < 0)
        {
            length += await ReceiveAsync(socket, _buffer.AsMemory(length), cancellationToken);
            end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }
        var header = WireHeader.Read(_buffer.AsSpan(0, end));
        _body.Begin(header.Chunked, header.Length);
        _body.Take(_buffer.AsSpan(end + 4, length - end - 4));
        heard?.Invoke(header.Status);
        while (!_body.Done)
        {
            _body.Take(_buffer.AsSpan(0, await ReceiveAsync(socket, _buffer, cancellationToken)));
            heard?.Invoke(header.Status);
        }
        if (header.Close)
            Dispose();
        return new WireAnswer(header.Status, header.RetryAfter, _body.Bytes);
    }

    private static async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken) =>
        await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("The answer was cut off.");
}
