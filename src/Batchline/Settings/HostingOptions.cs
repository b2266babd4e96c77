namespace Batchline.Settings;

/// <summary>Section <c>Hosting</c>.</summary>
internal sealed class HostingOptions
{
    public HostingMode Mode { get; set; } = HostingMode.Worker;

    /// <summary>Addresses to listen on, separated by semicolons. Null: one made of <see cref="Port"/>.</summary>
    public string? Urls { get; set; }

    /// <summary>The port to listen on when <see cref="Urls"/> is not set.</summary>
    public int? Port { get; set; }
}
