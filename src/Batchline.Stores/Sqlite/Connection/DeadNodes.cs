using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Frees what dead processes hold.</summary>
internal sealed class DeadNodes(Database database, ILogger<DeadNodes> logger)
{
    internal const string FreeLeases = """
        UPDATE accountHeads SET expiresAt = 0, notBefore = sendFrom, holder = NULL, dueAt = min(dueAt, @now) WHERE holder = @node
        """;

    internal const string FreeRole = "UPDATE leader SET expiresAt = 0 WHERE id = 1 AND holder = @node";

    public async Task FreeAllAsync(CancellationToken cancellationToken)
    {
        foreach (var node in database.Node.Others())
            await FreeAsync(node, cancellationToken);
    }

    /// <summary>False if the process is alive or its state is unknown.</summary>
    public async Task<bool> FreeAsync(string node, CancellationToken cancellationToken)
    {
        // Held while the leases are freed, so that a process that is just starting cannot take this name.
        using var dead = database.Node.TryTakeOver(node);
        if (dead is null)
            return false;
        var leases = await database.WriteAsync(
            session =>
            {
                session.Execute(FreeRole, node);
                return session.Execute(FreeLeases, database.Now, node);
            },
            cancellationToken);
        logger.FreedDead(node, leases);
        return true;
    }
}
