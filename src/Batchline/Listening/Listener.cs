using System.Net;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Batchline.Listening;

/// <summary>Sets up the web server: where it listens, and how much of it callers may use.</summary>
internal static class Listener
{
    /// <summary>Longer than proxies keep their connections (nginx: 60 s), so that none sends on a connection that is being closed.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(75);

    /// <summary>
    /// How much of a request's body is read. A caller that is still sending when the answer comes sees a broken connection
    /// instead of the answer, so bodies that are too large are read up to this size and discarded.
    /// </summary>
    private const int MaxBytesRead = 32 * 1024 * 1024;

    private const int BytesOfHeaders = 16 * 1024;

    /// <summary>How much of each connection is read before the program asks for it.</summary>
    private const int BytesAhead = 64 * 1024;

    /// <summary>Answers up to this size are finished before their caller has read them, so that a slow caller does not keep a place from others.</summary>
    private const int BytesOfAnswer = 128 * 1024;

    /// <summary>Slower readers are cut off, because an answer that is not read takes memory.</summary>
    private static readonly MinDataRate SlowestReader = new(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(10));

    public static void AddListener(this WebApplicationBuilder builder, StartupSettings settings)
    {
        var hosting = settings.Hosting;
        var guarded = settings.Security.ApiToken is not null || hosting.Mode == HostingMode.Serverless;

        // More than half of the files that may be open would take from what the work needs.
        var connections = Math.Min(hosting.MaxConnections, OpenFileLimit.Most() / 2);
        var isTrusted = TrustedProxies.Among(hosting.TrustedProxies);
        var shares = new ConnectionShares(connections, address => IPAddress.IsLoopback(address) || isTrusted(address));
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls([.. ListenAddresses.Of(hosting, guarded)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = connections;
            kestrel.Limits.MaxRequestBodySize = MaxBytesRead;
            kestrel.Limits.MaxRequestHeadersTotalSize = BytesOfHeaders;
            kestrel.Limits.MaxRequestBufferSize = BytesAhead;
            kestrel.Limits.MaxResponseBufferSize = BytesOfAnswer;
            kestrel.Limits.MinResponseDataRate = SlowestReader;
            kestrel.Limits.RequestHeadersTimeout = hosting.ReceiveTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(shares.Guard));
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddTrustedProxies(hosting.TrustedProxies);
    }
}
