using System.Net.Sockets;
using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>What is wrong while the server cannot be used, and what to look at. It usually passes by itself.</summary>
internal static class PostgresTroubles
{
    private const string Locks = "look for locks in pg_stat_activity and pg_locks";

    public static string Of(Exception exception) => exception switch
    {
        PostgresException error => OfServer(error),
        NpgsqlException { InnerException: TimeoutException } error => OfTime(error),
        NpgsqlException { InnerException: SocketException error } => OfNetwork(error),
        _ => $"PostgreSQL did not answer: {(exception.InnerException ?? exception).GetType().Name}",
    };

    private static string OfServer(PostgresException error) => error.SqlState switch
    {
        // The server's own text names the user.
        PostgresErrorCodes.TooManyConnections =>
            "PostgreSQL has no connection free (53300). Raise max_connections, set a lower MaxPoolSize in POSTGRES_URI or DATABASE_URL, or put a pooler in front",
        PostgresErrorCodes.QueryCanceled => "A statement was canceled (57014): by somebody, or because it took longer than the server's statement_timeout",
        PostgresErrorCodes.LockNotAvailable => $"PostgreSQL waited too long for a lock that somebody holds (55P03): {Locks}",
        _ => $"PostgreSQL cannot do it now: {error.MessageText} ({error.SqlState})",
    };

    private static string OfTime(NpgsqlException error) =>
        error.Message.Contains("pool has been exhausted", StringComparison.Ordinal)
            ? "All connections of this process were in use for too long. Raise MaxPoolSize in POSTGRES_URI or DATABASE_URL if the server has more"
        : error.Message.Contains("reading from stream", StringComparison.Ordinal)
            ? $"PostgreSQL did not finish a statement in time. It is overloaded, or somebody holds a lock: {Locks}"
        : "PostgreSQL did not accept a connection in time. It is overloaded, or the network lets nothing through to it";

    private static string OfNetwork(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData => "The host of PostgreSQL was not found: is its name in POSTGRES_URI or DATABASE_URL right?",
        SocketError.ConnectionRefused => "Nothing listens at PostgreSQL's address: is it running, and is the port in POSTGRES_URI or DATABASE_URL right?",
        var code => $"PostgreSQL cannot be reached: {code}",
    };
}
