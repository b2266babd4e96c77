using System.Net;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Security;

/// <summary>Decides who may call what.</summary>
internal sealed class AccessPolicy(IOptions<SecurityOptions> security, IOptions<HostingOptions> hosting)
{
    private readonly BearerToken? _api = BearerToken.From(security.Value.ApiToken);
    private readonly BearerToken? _cron = BearerToken.From(security.Value.CronSecret);
    private readonly bool _serverless = hosting.Value.Mode == HostingMode.Serverless;

    public AccessVerdict Judge(HttpRequest request, AccessRule rule)
    {
        if (_api is null && !_serverless && Loopback(request) is var verdict and not AccessVerdict.Allowed)
            return verdict;
        return rule switch
        {
            AccessRule.Open => AccessVerdict.Allowed,
            AccessRule.Cron => Wants(request, _cron, _api),
            AccessRule.Token => Wants(request, _api),
            AccessRule.Metrics => _api is not null && IsFromHere(request) ? AccessVerdict.Allowed : Wants(request, _api),
            _ => _api is null && _serverless ? AccessVerdict.TokenNotSet : AccessVerdict.Allowed,
        };
    }

    /// <summary>The caller shows the API token. If none is set, every caller that is served at all is known.</summary>
    public bool IsKnown(HttpRequest request) => _api is null ? !_serverless : _api.Matches(request);

    private AccessVerdict Wants(HttpRequest request, params ReadOnlySpan<BearerToken?> tokens)
    {
        var any = false;
        foreach (var token in tokens)
        {
            if (token?.Matches(request) == true)
                return AccessVerdict.Allowed;
            any |= token is not null;
        }

        return any ? AccessVerdict.Unauthorized : _serverless ? AccessVerdict.TokenNotSet : AccessVerdict.Allowed;
    }

    /// <summary>
    /// Without a token, everyone on this machine may call. So a browser must not be used to call on behalf of others, neither
    /// through a name that was rebound to loopback nor from another page, and a proxy on this machine must not pass on
    /// requests from outside.
    /// </summary>
    private static AccessVerdict Loopback(HttpRequest request)
    {
        if (ProxyTraces.In(request))
            return AccessVerdict.Proxied;
        if (!ListenAddresses.IsLoopbackHost(request.Host.Host))
            return AccessVerdict.ForeignHost;
        if (request.Headers["Sec-Fetch-Site"].Contains("cross-site", StringComparer.OrdinalIgnoreCase))
            return AccessVerdict.ForeignOrigin;
        return request.Headers.Origin.All(origin => IsSame(origin, request)) && request.Headers.Referer.All(page => IsWithin(page, request))
            ? AccessVerdict.Allowed
            : AccessVerdict.ForeignOrigin;
    }

    private static bool IsFromHere(HttpRequest request) =>
        request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && ListenAddresses.IsLoopbackHost(request.Host.Host)
        && !ProxyTraces.In(request);

    private static bool IsWithin(string? page, HttpRequest request) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address) && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(string? origin, HttpRequest request) =>
        $"{request.Scheme}://{request.Host.Value}".Equals(origin, StringComparison.OrdinalIgnoreCase);
}
