using Batchline.Engine.Settings;
using Batchline.Settings.Reading;

namespace Batchline.Settings.Sections;

/// <summary>Section <c>Hosting</c>.</summary>
internal sealed class HostingOptions
{
    /// <summary>Who drives the work: <c>Worker</c> (a background service), <c>Cluster</c> (several processes share the accounts), <c>Api</c> (slices only by request) or <c>Serverless</c> (as <c>Api</c>, in functions of limited duration).</summary>
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

internal sealed class HostingOptionsValidator(SettingsSection<SecurityOptions> security, SettingsSection<ProcessOptions> process)
    : SectionValidator<HostingOptions>("Hosting")
{
    /// <summary>What a function needs beyond its slices: its start, and the way of the answer.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Of a token that strangers may try to guess.</summary>
    private const int LeastTokenLength = 16;

    protected override void Check(HostingOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.Port), options.Port, 0, 65535);
        CheckAddresses(options, fault);
        Range(fault, nameof(options.MaxDuration), options.MaxDuration, TimeSpan.FromSeconds(6), TimeSpan.FromHours(2));
        if (options.Mode == HostingMode.Serverless && options.MaxDuration < process.Read().SliceBudget + Margin)
            fault(nameof(options.MaxDuration), "must be at least Process:SliceBudget + 00:00:05, so that every answer leaves in time");
        Range(fault, nameof(options.MaxConnections), options.MaxConnections, 10, 1_000_000);
        Range(fault, nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1, 1_000_000);
        Range(fault, nameof(options.MaxConcurrentReads), options.MaxConcurrentReads, 1, 1_000_000);
        Range(fault, nameof(options.MaxEventStreams), options.MaxEventStreams, 1, 1_000_000);
        Range(fault, nameof(options.MaxExports), options.MaxExports, 1, 1_000_000);
        Range(fault, nameof(options.ReceiveTimeout), options.ReceiveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        if (options.TrustedProxies.Count > 0 && security.Read().ApiToken is not { Length: >= LeastTokenLength })
            fault(nameof(options.TrustedProxies), $"others come through a proxy: set Security:ApiToken, with {LeastTokenLength} characters or more, such as those of openssl rand -hex 32");
        foreach (var proxy in options.TrustedProxies.Where(proxy => !TrustedProxies.IsValid(proxy)))
            fault(nameof(options.TrustedProxies), $"'{proxy}' is neither an address like 10.0.0.5 nor a network like 10.0.0.0/8");
        if (options.PublicUrl is { } url && (url.Scheme is not ("http" or "https") || url is { Query.Length: > 0 } or { UserInfo.Length: > 0 }))
            fault(nameof(options.PublicUrl), "must be an http or https URL without user and query");
        if (options.ProtectionBypass is { } bypass && !bypass.All(character => character is > ' ' and <= '~'))
            fault(nameof(options.ProtectionBypass), "must be printable ASCII characters without spaces, to fit into a header");
    }

    private void CheckAddresses(HostingOptions options, Action<string, string> fault)
    {
        var guarded = options.Mode == HostingMode.Serverless || security.Read().ApiToken is not null;
        foreach (var address in ListenAddresses.Of(options, guarded))
        {
            if (!ListenAddresses.IsValid(address))
                fault(nameof(options.Urls), $"'{address}' is not an address like http://127.0.0.1:5080");
            else if (!guarded && !ListenAddresses.IsLoopback(address))
                fault(nameof(options.Urls), $"'{address}' is not a loopback address; set Security:ApiToken to serve others");
            else if (security.Read().ApiToken is { Length: < LeastTokenLength } && !ListenAddresses.IsLoopback(address))
                fault(nameof(options.Urls), $"'{address}' is not a loopback address, and Security:ApiToken is so short that others can guess it: give it {LeastTokenLength} characters or more, such as those of openssl rand -hex 32");
        }
    }
}
