using Batchline.IntegrationTests.PostgresServers;
using Batchline.Stores.Postgres.Connection;
using Npgsql;

namespace Batchline.SimulationTests.Stores;

/// <summary>The server of all worlds of a run.</summary>
internal static class SimPostgres
{
    private static readonly Lazy<NpgsqlDataSource> Shared = new(() => NpgsqlDataSource.Create(ConnectionSettings.Of(Uri, PostgresStoreOptions.UsualConnections)));

    public static string Uri => PostgresServer.Uri;

    /// <summary>For whoever looks at a schema past the store.</summary>
    public static NpgsqlDataSource Source => Shared.Value;

    public static void Execute(string sql)
    {
        using var command = Source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
