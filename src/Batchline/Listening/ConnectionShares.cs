using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Batchline.Listening;

/// <summary>
/// Closes the connections of one address beyond its share, so that nobody can take them all. Whom <paramref name="isSpared"/> names has
/// no share: a proxy speaks for everybody, and a supervisor on this machine must get through.
/// </summary>
/// <param name="most">Connections in all. One address has a quarter, and an eighth is kept for those who are spared.</param>
/// <param name="isSpared">Tells them.</param>
internal sealed class ConnectionShares(int most, Func<IPAddress, bool> isSpared)
{
    private int _others;
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var remote = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var address = CallerAddress.Of(remote);
        if (isSpared(remote))
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
