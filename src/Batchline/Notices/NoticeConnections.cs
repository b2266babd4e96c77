using System.Net;
using System.Net.Sockets;

namespace Batchline.Notices;

/// <summary>
/// The connections to receivers. An address is checked when it is connected to, not when its name is configured, because the
/// name may come to mean another machine in between.
/// </summary>
internal static class NoticeConnections
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Open(bool allowPrivate) => new()
    {
        // A redirect would send the signed body elsewhere, and a proxy would resolve the name itself.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, bool allowPrivate, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(receiver.Host, cancellationToken);
        var allowed = found.Where(address => allowPrivate || PublicAddress.Is(address)).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException("the address is private; Notify:AllowPrivate allows it");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, receiver.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
