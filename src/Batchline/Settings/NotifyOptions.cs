namespace Batchline.Settings;

/// <summary>Section <c>Notify</c>.</summary>
internal sealed class NotifyOptions
{
    /// <summary>Where to POST when an operation ended, an account is blocked or a freshness promise is broken. Unset: nobody is notified.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs every delivery: <c>whsec_</c> and base64 of 24 to 64 bytes. Required with <c>Url</c>.</summary>
    public string? Secret { get; set; }

    /// <summary>Deliver to loopback and private addresses too, and over plain http.</summary>
    public bool AllowPrivate { get; set; }
}
