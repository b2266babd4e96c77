using System.Net.Sockets;
using System.Text;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>One request that arrived at a <see cref="RawServer"/>, and what can be done with its connection.</summary>
internal sealed class RawExchange(int number, string head, Socket socket, Stream stream, CancellationToken stop)
{
    /// <summary>The request's number at this server, from 1.</summary>
    public int Number => number;

    public string Head => head;

    public bool IsClosed { get; private set; }

    /// <summary>Request line and headers; null when the connection ended first.</summary>
    public static async Task<string?> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
                return head.ToString();
        }
        return null;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
    }

    public Task AnswerAsync(string body, string status = "200 OK", string headers = "") =>
        AnswerAsync(Encoding.UTF8.GetBytes(body), status, headers);

    /// <param name="headers">Each ended by a line end.</param>
    public async Task AnswerAsync(ReadOnlyMemory<byte> body, string status = "200 OK", string headers = "")
    {
        await SendAsync($"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await SendAsync(body);
    }

    /// <summary>Completes when the client closes the connection.</summary>
    public async Task ClosedByClientAsync()
    {
        IsClosed = true;
        try
        {
            while (await stream.ReadAsync(new byte[1024], stop) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut off rather than closed.
        }
    }

    public void Fin()
    {
        IsClosed = true;
        socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }

    public void Rst()
    {
        IsClosed = true;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
