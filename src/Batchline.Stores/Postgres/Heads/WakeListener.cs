using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Postgres.Heads;

/// <summary>Hears what <see cref="HeadInbox"/> tells. A pooler would take the connection away after each transaction.</summary>
internal sealed class WakeListener(Database database) : IWakeSource
{
    public async Task ListenAsync(Action wake, CancellationToken cancellationToken)
    {
        if (await database.IsDirectAsync(cancellationToken))
            await database.ListenAsync(wake, cancellationToken);
    }
}
