using System.Collections.Concurrent;
using System.Net;
using Batchline.Security;
using Microsoft.AspNetCore.Connections;

namespace Batchline.Hosting;

/// <summary>
/// Closes the connections of one address beyond its share, so that nobody can take them all. Loopback has no share: there, a proxy
/// speaks for everybody.
/// </summary>
internal sealed class ConnectionShares(int most)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var address = CallerAddress.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (IPAddress.IsLoopback(address))
        {
            await next(connection);
            return;
        }

        try
        {
            if (_open.AddOrUpdate(address, 1, (_, open) => open + 1) <= most)
                await next(connection);
        }
        finally
        {
            Leave(address);
        }
    };

    private void Leave(IPAddress address)
    {
        if (_open.AddOrUpdate(address, 0, (_, open) => open - 1) == 0)
            _open.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
    }
}
