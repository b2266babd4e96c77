using System.Net;
using System.Net.Sockets;

namespace Batchline.Listening;

/// <summary>The address under which limits count a caller.</summary>
internal static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>An IPv4 address, or the /64 network of an IPv6 address, because a caller with one address of a network has them all.</summary>
    public static IPAddress Of(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when !IPAddress.IsLoopback(address) => Network(address),
        _ => address,
    };

    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    private static IPAddress Network(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
