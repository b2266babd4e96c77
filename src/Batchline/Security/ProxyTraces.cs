namespace Batchline.Security;

/// <summary>
/// Tells whether a request came through a proxy. A proxy on this machine connects from loopback, so the connection's address says
/// nothing about who is asking.
/// </summary>
internal static class ProxyTraces
{
    private static readonly string[] Prefixes = ["X-Forwarded", "X-Original-", "CF-", "X-Envoy-"];

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forwarded", "Via", "CDN-Loop", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-ProxyUser-Ip", "X-Azure-ClientIP",
        "True-Client-IP", "Fastly-Client-IP", "Fly-Client-IP",
    };

    /// <summary>nginx adds no header by default, but before 1.29.7 it spoke HTTP/1.0, which today's browsers and clients do not.</summary>
    public static bool In(HttpRequest request) =>
        HttpProtocol.IsHttp10(request.Protocol) || request.Headers.Keys.Any(IsTrace);

    private static bool IsTrace(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
