using System.Net.Sockets;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>
/// Sorts errors: a wrong statement is a bug of ours, some refusals need a person, and every other error of the server or the network is
/// temporary. No sentence contains the user or the password.
/// </summary>
internal static class PostgresErrors
{
    private const string ActiveStates = "states_active";
    private const string IdleInTransactionTimeout = "25P03";
    private const string IdleTimeout = "57P05";

    /// <summary>Two transactions were in each other's way, and one of them was ended. Nothing of it was written.</summary>
    public static bool IsContention(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        // Both looked whether another state of the account was active, and only one of them could be right.
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: ActiveStates } => true,
        StoreUnavailableException { InnerException: { } inner } => IsContention(inner),
        _ => false,
    };

    public static bool IsDuplicate(Exception exception, string index) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } error && error.ConstraintName == index;

    /// <summary>
    /// The connection was lost in the middle of a call, and a new one may work at once: sessions that were ended while they were idle
    /// are only noticed by the next statement.
    /// </summary>
    public static bool HasLostConnection(Exception exception) => exception switch
    {
        PostgresException error => NeedsNewConnections(error)
            || error.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or IdleTimeout or IdleInTransactionTimeout
            || error.MessageText.StartsWith("server conn crashed", StringComparison.Ordinal),
        NpgsqlException { InnerException: IOException } => true,
        CommitLostException => false,
        StoreUnavailableException { InnerException: { } inner } => HasLostConnection(inner),
        _ => false,
    };

    /// <summary>Whether connections that were open before are of no more use.</summary>
    public static bool NeedsNewConnections(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>What to throw instead: the server refuses until a person acts, or a write may or may not have happened. Null if the error is ours.</summary>
    public static StoreUnavailableException? Of(Exception exception) => exception switch
    {
        NpgsqlException error when PostgresRefusals.Of(error) is { } refusal => new StoreRefusedException(refusal.Because, refusal.Do, error),
        PostgresException error when !IsAway(error.SqlState) => null,
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } error => new RowLockedException(PostgresTroubles.Of(error), error),
        NpgsqlException or TimeoutException or IOException or SocketException => new StoreUnavailableException(PostgresTroubles.Of(exception), exception),
        _ => null,
    };

    /// <summary>By the first two characters of a code, its class.</summary>
    private static bool IsAway(string code) => code[..2] switch
    {
        "08" => true, // connection; also what a pooler says
        "26" => true, // a prepared statement is gone
        "40" => true, // rolled back
        "53" => true, // resources
        "55" => true, // locked, or not in the required state
        "57" => true, // an operator intervened
        "58" => true, // system
        "XX" => true, // internal
        _ => code is
            IdleInTransactionTimeout
            or PostgresErrorCodes.DuplicatePreparedStatement,
    };
}
