using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Batchline.Hosting;

/// <summary>
/// The proxies whose word on a caller's address and scheme is taken. Without the setting there are none, not even on this machine: a
/// proxy that was not told to set <c>X-Forwarded-For</c> passes on whatever its callers write there.
/// </summary>
internal static class TrustedProxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IReadOnlyList<string> proxies) =>
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
                forwarded.KnownIPNetworks.Add(Parse(proxy)!.Value);

            // With none known the framework would believe everybody.
            if (proxies.Count > 0)
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });

    public static bool IsValid(string proxy) => Parse(proxy) is not null;

    public static bool Contains(IReadOnlyList<string> proxies, IPAddress address) => proxies.Any(proxy => Parse(proxy)!.Value.Contains(address));

    private static System.Net.IPNetwork? Parse(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(proxy, out var network) ? network
        : null;
}
