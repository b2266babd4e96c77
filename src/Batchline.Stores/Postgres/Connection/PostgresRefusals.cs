using Batchline.Stores.Rules;
using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>Refusals that last until a person acts, and what to do.</summary>
internal static class PostgresRefusals
{
    private static readonly Refusal Login = new(
        "PostgreSQL does not accept the user or the password", "Correct them in POSTGRES_URI, DATABASE_URL, or Store:ConnectionString and start again");

    private static readonly Refusal Rights = new(
        "the PostgreSQL user may not use the schema", "Give it the right to create in the database, or make it the owner of the schema");

    private static readonly Refusal Space = new("PostgreSQL has no space left", "Free space on its disk, or upgrade to a larger plan");

    private static readonly Refusal ReadOnly = new(
        "PostgreSQL is read-only, as a standby is, or a server whose administrator or provider wants no more writes",
        "Make it writable again, or let POSTGRES_URI, DATABASE_URL, or Store:ConnectionString lead to the server that takes writes");

    private static readonly Refusal Damaged = new(
        "PostgreSQL reports damaged data", "Look at the server's log and its disk, and restore a backup");

    private static readonly Refusal Database = new(
        "PostgreSQL has no database of this name", "Create it, or correct its name in POSTGRES_URI, DATABASE_URL, or Store:ConnectionString, and start again");

    private static readonly Refusal Tables = new(
        "tables of the schema are missing", "Start the program again, which creates them, or restore a backup");

    private static readonly Refusal Closed = new(
        "this PostgreSQL database takes no connections", "Ask whoever administers it to allow them, or correct POSTGRES_URI, DATABASE_URL, or Store:ConnectionString");

    private static readonly Refusal Startup = new(
        "the pooler in front of PostgreSQL does not know a setting of the connection",
        "Take Options and Search Path out of POSTGRES_URI, DATABASE_URL, or Store:ConnectionString and start again");

    private static readonly Refusal Encryption = new(
        "PostgreSQL and the connection do not agree on encryption",
        "Correct sslmode in POSTGRES_URI, DATABASE_URL, or Store:ConnectionString and start again");

    /// <summary>For what has no code, or one that means many things.</summary>
    private static readonly (string Words, Refusal Refusal)[] ByWords =
    [
        ("SASL authentication failed", Login),
        ("password authentication failed", Login),
        ("No password has been provided", Login),
        ("no such user", Login),
        ("no such database", Database),
        ("unsupported startup parameter", Startup),
        ("No SSL enabled connection", Encryption),
        ("unknown response", Encryption),
    ];

    /// <summary>Null if it is another error.</summary>
    public static Refusal? Of(NpgsqlException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Login,
        PostgresErrorCodes.InsufficientPrivilege => Rights,
        PostgresErrorCodes.DiskFull => Space,
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged,
        PostgresErrorCodes.InvalidCatalogName => Database,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => Tables,
        PostgresErrorCodes.ObjectNotInPrerequisiteState when Says(exception, "not currently accepting connections") => Closed,
        PostgresErrorCodes.ProtocolViolation or null => ByWords.FirstOrDefault(entry => Says(exception, entry.Words)).Refusal,
        _ => null,
    };

    private static bool Says(NpgsqlException exception, string words) => exception.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
