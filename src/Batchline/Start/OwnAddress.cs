using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Batchline.Notices;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Postgres.Connection;

namespace Batchline.Start;

/// <summary>Finds where the other processes of the cluster reach this one.</summary>
internal static class OwnAddress
{
    private const int UsualPort = 11111;

    /// <exception cref="SettingsException">It is an address of the internet, and nothing protects the calls to it, or it is taken.</exception>
    public static IPEndPoint Of(ClusterOptions cluster, StoreOptions store)
    {
        var address = cluster.Address is { } set ? IPAddress.Parse(set) : Towards(HostOf(store));
        return PublicAddress.Is(address) && cluster.Certificate is null
            ? throw new SettingsException(
                [$"Cluster:Address: {address} is an address of the internet: set Cluster:Certificate and Cluster:Authority, or Cluster:Address to a private one"])
            : Free(new IPEndPoint(address, cluster.SiloPort ?? (IPAddress.IsLoopback(address) ? 0 : UsualPort)));
    }

    private static string? HostOf(StoreOptions store) => store switch
    {
        { Provider: StoreProvider.Postgres, ConnectionString: { } address } => PostgresStoreOptions.HostOf(address),
        { Provider: StoreProvider.Mongo, ConnectionString: { } uri } => MongoStoreOptions.HostOf(uri),
        _ => null,
    };

    /// <summary>The address from which this machine reaches a host: the others reach that host too, so they are likely to reach this address.</summary>
    /// <param name="host">Null: the database is a file of this machine.</param>
    private static IPAddress Towards(string? host)
    {
        // A path: the server is reached by a socket in that folder.
        if (host is null || host.StartsWith('/'))
            return IPAddress.Loopback;
        try
        {
            // Nothing is sent: the system only chooses the route.
            using var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(host, UsualPort);
            return socket.LocalEndPoint is IPEndPoint { Address: var own } ? own.IsIPv4MappedToIPv6 ? own.MapToIPv4() : own : FirstPrivate();
        }
        catch (SocketException)
        {
            // A name that only the driver can resolve, or a network that is not there yet.
            return FirstPrivate();
        }
    }

    private static IPAddress FirstPrivate() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address) && !PublicAddress.Is(address))
        ?? IPAddress.Loopback;

    /// <summary>Orleans would share a port with the process that has it, and each would take the other for its older self.</summary>
    private static IPEndPoint Free(IPEndPoint wanted)
    {
        try
        {
            using var probe = new TcpListener(wanted);
            probe.Start();
            return (IPEndPoint)probe.LocalEndpoint;
        }
        catch (SocketException e)
        {
            throw new SettingsException([$"Cluster:SiloPort: {wanted} cannot be listened on ({e.Message}). Another process of this machine may have it: give each a port of its own."]);
        }
    }
}
