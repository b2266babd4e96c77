using System.Net;
using System.Net.Sockets;

namespace Batchline.Notices;

/// <summary>Tells addresses on the internet from those of this machine, its network, and its provider's services.</summary>
internal static class PublicAddress
{
    /// <summary>
    /// IANA's registries of special-purpose addresses, multicast and reserved addresses, and Azure's service for its virtual
    /// machines, which is in the middle of public addresses. Those of other providers are within these networks.
    /// </summary>
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>The only IPv6 addresses that are assigned on the internet.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Is(address.MapToIPv4());

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // These contain an IPv4 address and lead to it.
            var bytes = address.GetAddressBytes();
            if (Nat64.Contains(address))
                return Is(new IPAddress(bytes.AsSpan(12, 4)));
            if (SixToFour.Contains(address))
                return Is(new IPAddress(bytes.AsSpan(2, 4)));
            if (!Global.Contains(address))
                return false;
        }

        return !Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }
}
