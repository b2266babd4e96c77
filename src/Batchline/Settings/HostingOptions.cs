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

    /// <summary>Serverless: after this the host ends a function, whatever it is doing.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A request that made progress calls for the next batch. Null: in serverless mode only.</summary>
    public bool? SelfTrigger { get; set; }

    /// <summary>Where this program is reached from outside; the self-trigger goes there, never where a request's Host points.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Lets the self-trigger through to a deployment that Vercel protects. A secret: it is not logged.</summary>
    public string? ProtectionBypass { get; set; }
}
