using System.Collections.Concurrent;
using System.Net;
using Batchline.Security;
using Microsoft.AspNetCore.Connections;

namespace Batchline.Hosting;

/// <summary>
/// Closes the connections of one address beyond its share, so that nobody can take them all. Whom <paramref name="isSpared"/> names has
/// no share: a proxy speaks for everybody.
/// </summary>
internal sealed class ConnectionShares(int most, Func<IPAddress, bool> isSpared)
{
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
