using System.Net;

namespace Batchline.Workiz.Sending;

/// <summary>The connections to Workiz. Not from IHttpClientFactory, whose logging prints the address, which contains the key.</summary>
internal static class WorkizConnections
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Open(Uri baseUrl) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectTimeout,

        // The engine limits each account to one request at a time, but thousands of accounts run at once.
        MaxConnectionsPerServer = int.MaxValue,

        // The host name may come to mean another machine.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // A burst opens many connections, each with two buffers. Steady work needs few of them, always the last ones used.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),

        // An abandoned answer is cut off instead of being read in the background while the next request starts.
        MaxResponseDrainSize = 0,

        // No activities or diagnostic events: both contain the whole address.
        ActivityHeadersPropagator = null,

        // The simulator on this machine is not behind a proxy.
        UseProxy = !baseUrl.IsLoopback,
    };
}
