using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Settings;

namespace Batchline.Hosting;

/// <summary>Sets up the web server: where it listens, and how much strangers may take of it.</summary>
internal static class Listener
{
    /// <summary>Longer than proxies keep theirs (nginx: 60 s), so that none sends on a connection that is being closed.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(75);

    /// <summary>Read ahead of what the program has asked for, of each connection.</summary>
    private const int BytesAhead = 64 * 1024;

    /// <summary>An answer of this size is done with before its caller has read it, so that a slow one keeps no place from others.</summary>
    private const int BytesOfAnswer = 256 * 1024;

    public static void AddListener(this WebApplicationBuilder builder, StartupSettings settings)
    {
        var hosting = settings.Hosting;
        var guarded = settings.Security.ApiToken is not null || hosting.Mode == HostingMode.Serverless;
        var connections = Math.Min(hosting.MaxConnections, OpenFiles() / 2);
        var shares = new ConnectionShares(connections / 2);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls([.. ListenAddresses.Of(hosting, guarded)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = connections;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytesDiscarded;
            kestrel.Limits.MaxRequestBufferSize = BytesAhead;
            kestrel.Limits.MaxResponseBufferSize = BytesOfAnswer;
            kestrel.Limits.RequestHeadersTimeout = hosting.ReceiveTimeout;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(shares.Guard));
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddTrustedProxies(hosting.TrustedProxies);
    }

    /// <summary>How many files and connections this process may have open; connections beyond half of them would take those that the work needs.</summary>
    private static int OpenFiles()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
            return int.MaxValue;
        var line = File.ReadLines(Limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var limit = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return int.TryParse(limit, CultureInfo.InvariantCulture, out var files) ? files : int.MaxValue;
    }
}
