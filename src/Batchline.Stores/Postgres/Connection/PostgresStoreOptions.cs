using Batchline.Stores.Reading;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>Where the PostgreSQL store keeps its data.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>
    /// Several processes fit on a server that allows the usual 100. A server that refuses one more would make Npgsql close all that are open.
    /// </summary>
    public const int UsualConnections = 25;

    /// <summary><c>postgres://user:password@host:5432/database</c>, or Npgsql's own form. It may contain a password, so no message shows it.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The schema, which the store creates and never leaves.</summary>
    public string Schema { get; init; } = "batchline";

    /// <summary>The most connections, unless the connection string says otherwise. Each is closed after a minute without use.</summary>
    public int MaxConnections { get; init; } = UsualConnections;

    /// <summary>How much people may read at once. By default, 16 lists.</summary>
    public ReaderLimits Readers { get; init; } = new();

    /// <summary>The first host of a valid connection string; the path of a folder, if the server is reached by a socket there.</summary>
    public static string? HostOf(string connectionString) => ConnectionSettings.Of(connectionString, maxConnections: 1).Host?.Split(',')[0];

    /// <summary>What is wrong with a connection string, without showing it; null if nothing is.</summary>
    public static string? FaultOf(string? connectionString)
    {
        if (connectionString is null)
            return "is required with Postgres: set it, or POSTGRES_URI or DATABASE_URL, to postgres://user:password@host:5432/database";
        try
        {
            return ConnectionSettings.Of(connectionString, maxConnections: 1).Host is null ? "names no host" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return "is neither a URI such as postgres://user:password@host:5432/database nor a connection string of Npgsql";
        }
    }
}
