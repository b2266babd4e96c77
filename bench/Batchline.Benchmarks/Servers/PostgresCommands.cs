using Npgsql;

namespace Batchline.Benchmarks.Servers;

/// <summary>The statements that a database was asked to run so far.</summary>
/// <param name="All">Of any kind.</param>
/// <param name="Cluster">Of the processes as a cluster: who they are, who leads, and the leader's search for accounts that are due.</param>
internal sealed record PostgresCommands(long All, long Cluster)
{
    /// <summary>It counts them. The server must have loaded it when it started.</summary>
    public const string Extension = "pg_stat_statements";

    private const string NotLoaded = PostgresErrorCodes.ObjectNotInPrerequisiteState;

    private const string Count = $"""
        CREATE EXTENSION IF NOT EXISTS {Extension};
        SELECT
            coalesce(sum(calls), 0)::bigint,
            coalesce(sum(calls) FILTER (WHERE query ~ 'batchline"?\.(leader|clusters|cluster_alive)\M' OR query ~ 'FROM "?batchline"?\.account_heads WHERE due_at'), 0)::bigint
        FROM {Extension} WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    /// <returns>Null when the server does not count.</returns>
    public static async Task<PostgresCommands?> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Count);
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return new PostgresCommands(reader.GetInt64(0), reader.GetInt64(1));
        }
        catch (PostgresException e) when (e.SqlState is NotLoaded or PostgresErrorCodes.InsufficientPrivilege)
        {
            return null;
        }
    }
}
