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
}
