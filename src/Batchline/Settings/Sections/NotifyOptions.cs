namespace Batchline.Settings.Sections;

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

internal sealed class NotifyOptionsValidator() : SectionValidator<NotifyOptions>("Notify")
{
    protected override void Check(NotifyOptions options, Action<string, string> fault)
    {
        if (options.Secret is { } secret && !NoticeSecret.TryParse(secret, out _))
            fault(nameof(options.Secret), "is not whsec_ and base64 of 24 to 64 bytes. Make one with: echo whsec_$(openssl rand -base64 32)");
        if (options.Url is not { } url)
            return;
        if (options.Secret is null)
            fault(nameof(options.Secret), "is required with Notify:Url. Make one with: echo whsec_$(openssl rand -base64 32)");
        if (url.Scheme != Uri.UriSchemeHttps && !(options.AllowPrivate && url.Scheme == Uri.UriSchemeHttp))
            fault(nameof(options.Url), "must be an https address, or http with Notify:AllowPrivate");
        if (url.UserInfo.Length > 0)
            fault(nameof(options.Url), "must have no user or password: they would stand in logs");
    }
}
