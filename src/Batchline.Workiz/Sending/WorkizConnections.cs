using System.Net;

namespace Batchline.Workiz.Sending;

/// <summary>The connections to Workiz. Not from IHttpClientFactory: its logging prints the address, which is the secret.</summary>
internal static class WorkizConnections
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler Open(Uri baseUrl) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = ConnectTimeout,

        // One request at a time per account is the engine's rule; thousands of accounts run at once.
        MaxConnectionsPerServer = int.MaxValue,

        // A name may come to mean another machine.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // An answer given up is cut off, not read on in the background while the next request starts.
        MaxResponseDrainSize = 0,

        // No activities and no diagnostic events: both carry the whole address.
        ActivityHeadersPropagator = null,

        // The simulator on this machine is not behind anybody's proxy.
        UseProxy = !baseUrl.IsLoopback,
    };
}
