using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Batchline.Settings.Sections;

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
            foreach (var network in NetworksOf(proxies))
                forwarded.KnownIPNetworks.Add(network);

            // With none known the framework would believe everybody.
            if (proxies.Count > 0)
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });

    public static bool IsValid(string proxy) => Parse(proxy) is not null;

    /// <summary>Tells them by the address that they connect from.</summary>
    public static Func<IPAddress, bool> Among(IReadOnlyList<string> proxies)
    {
        var networks = NetworksOf(proxies);
        return address =>
        {
            // A socket for both kinds of addresses shows IPv4 ones within IPv6.
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return networks.Exists(network => network.Contains(plain));
        };
    }

    private static List<System.Net.IPNetwork> NetworksOf(IReadOnlyList<string> proxies) => [.. proxies.Select(proxy => Parse(proxy)!.Value)];

    private static System.Net.IPNetwork? Parse(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(proxy, out var network) ? network
        : null;
}
