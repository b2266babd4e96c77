using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Batchline.Listening;

/// <summary>
/// Closes the connections of an address beyond its share, so that no caller can take them all. Addresses that
/// <paramref name="isExempt"/> selects have no limit: a proxy connects for everyone, and a supervisor on this machine must get through.
/// </summary>
/// <param name="most">The total of connections. An address may have a quarter of them, and an eighth is reserved for exempt addresses.</param>
/// <param name="isExempt">Selects the exempt addresses.</param>
internal sealed class ConnectionShares(int most, Func<IPAddress, bool> isExempt)
{
    private int _others;
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var remote = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var address = CallerAddress.Of(remote);
        if (isExempt(remote))
        {
            await next(connection);
            return;
        }

        try
        {
            var others = Interlocked.Increment(ref _others);
            if (_open.AddOrUpdate(address, 1, (_, open) => open + 1) <= most / 4 && others <= most - (most / 8))
                await next(connection);
        }
        finally
        {
            Leave(address);
        }
    };

    private void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _others);
        if (_open.AddOrUpdate(address, 0, (_, open) => open - 1) == 0)
            _open.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
    }
}
