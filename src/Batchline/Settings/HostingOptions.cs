namespace Batchline.Settings;

/// <summary>Section <c>Hosting</c>.</summary>
internal sealed class HostingOptions
{
    /// <summary>Who drives the work: <c>Worker</c> (a background service), <c>Api</c> (slices only by request) or <c>Serverless</c> (as <c>Api</c>, in functions of limited duration).</summary>
    public HostingMode Mode { get; set; } = HostingMode.Worker;

    /// <summary>Addresses to listen on, separated by semicolons; <c>--urls</c> goes before it. Beyond loopback only with <c>Security:ApiToken</c>.</summary>
    /// <value>made of <c>Port</c>, else <c>http://127.0.0.1:5080</c></value>
    public string? Urls { get; set; }

    /// <summary>The port to listen on when <see cref="Urls"/> is not set: on all addresses with an <c>ApiToken</c> or in serverless mode, else on loopback.</summary>
    public int? Port { get; set; }

    /// <summary>In serverless mode: when the host ends a function, whatever it does. Must be at least <c>Process:SliceBudget</c> + 5 s.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A request that got forward calls <c>PublicUrl</c> for the next batch, at most three times in a row. It needs an <c>ApiToken</c>.</summary>
    /// <value>in serverless mode only</value>
    public bool? SelfTrigger { get; set; }

    /// <summary>Where the self-trigger goes: this program's address, as seen from outside.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Lets the self-trigger through to a deployment that Vercel protects.</summary>
    public string? ProtectionBypass { get; set; }

    /// <summary>The most connections at once, event streams included, but never more than half of the open files that the system allows. One address may have a quarter of them; loopback and <c>TrustedProxies</c> may have all.</summary>
    public int MaxConnections { get; set; } = 1000;

    /// <summary>What one address may ask for each second, five times as much at once; whatever comes faster waits. Callers with and without the token, and of <c>/health</c>, are counted apart.</summary>
    public int RequestsPerSecond { get; set; } = 200;

    /// <summary>How many GET requests with the token are answered at once; others wait for a place. Event streams and exports need none.</summary>
    public int MaxConcurrentReads { get; set; } = 16;

    /// <summary>The most streams of progress events at once.</summary>
    public int MaxEventStreams { get; set; } = 200;

    /// <summary>The most exports at once.</summary>
    public int MaxExports { get; set; } = 10;

    /// <summary>How long the headers of a request, and then its body, may take to arrive.</summary>
    public TimeSpan ReceiveTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Addresses (<c>10.0.0.5</c>) or networks (<c>10.0.0.0/8</c>) of the proxies that set <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>. From others these headers are not believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];
}
