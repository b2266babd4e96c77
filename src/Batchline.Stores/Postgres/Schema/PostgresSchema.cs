using Batchline.Engine.Failures;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;
using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Postgres.Schema;

/// <summary>Creates the schema, and brings it to the version of this program by running those migrations that it has not had.</summary>
public sealed class PostgresSchema : IServerSchema
{
    /// <summary>The lock is one of the whole database, and must be no other program's.</summary>
    private const long LockKey = 0x62617463686c696e;
    private static readonly Scripts Files = new("Postgres");
    private readonly Database _database;
    private readonly ILogger<PostgresSchema> _logger;

    internal PostgresSchema(Database database, ILogger<PostgresSchema> logger) => (_database, _logger) = (database, logger);

    public string Server => "PostgreSQL";

    public string Variable => "POSTGRES_URI or DATABASE_URL";

    public string Place => _database.Place;

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var version = await _database.RunAsync(
            "schema", session => session.FirstAsync("SELECT split_part(current_setting('server_version'), ' ', 1)", row => row.Text(), [], cancellationToken), cancellationToken);
        return $"{Server} {version} at {Place}{(await _database.IsDirectAsync(cancellationToken) ? "" : ", through a pooler")}";
    }

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await _database.RunAsync("schema", session => MissingAsync(session, cancellationToken), cancellationToken) is { Count: 0 })
            return;
        var applied = await _database.WriteAsync("schema", session => ApplyAsync(session, cancellationToken), cancellationToken);
        if (applied.Count > 0)
            _logger.Migrated(Place, string.Join(", ", applied));
    }

    /// <summary>One transaction, under a lock that ends with it.</summary>
    private async Task<IReadOnlyList<string>> ApplyAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", [LockKey], cancellationToken);

        // Read again under the lock, because another process may have been faster.
        if (await MissingAsync(session, cancellationToken) is not { Count: > 0 } missing)
            return [];
        await CheckTextsAsync(session, cancellationToken);
        var schema = _database.Schema;

        // IF NOT EXISTS would ask for the right to create a schema even if it is there, made for this user by an administrator.
        if (!await session.FirstAsync("SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = @name)", row => row.Flag(), [_database.Channel], cancellationToken))
            await session.ScriptAsync($"CREATE SCHEMA {schema}", cancellationToken);
        await session.ScriptAsync(
            $"""
            SET LOCAL search_path TO {schema};
            CREATE TABLE IF NOT EXISTS {schema}.migrations (name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
            """,
            cancellationToken);
        foreach (var name in missing)
        {
            var script = Files.Read(name).Replace("{schema}", schema, StringComparison.Ordinal).Replace("{counters}", CounterColumns.Declarations, StringComparison.Ordinal);
            await session.ScriptAsync(script, cancellationToken);
            await session.ExecuteAsync("INSERT INTO migrations (name) VALUES (@name)", [name], cancellationToken);
        }

        return missing;
    }

    /// <summary>
    /// In a database of another encoding, the first job with a letter that it lacks could not be stored, and never could be. Without standard
    /// strings, the backslashes in what is created here would mean something else.
    /// </summary>
    private static async Task CheckTextsAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        var (encoding, standard) = await session.FirstAsync(
            "SELECT current_setting('server_encoding'), current_setting('standard_conforming_strings')", row => (row.Text(), row.Text()), [], cancellationToken);
        if (encoding != "UTF8")
        {
            throw new StoreRefusedException(
                $"its database has the encoding {encoding}, which lacks letters that jobs contain",
                "Create another (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), and let POSTGRES_URI, DATABASE_URL, or Store:ConnectionString name it");
        }

        if (standard != "on")
        {
            throw new StoreRefusedException(
                "standard_conforming_strings is off",
                "Switch it on for this database (ALTER DATABASE … SET standard_conforming_strings = on) and for the program's role");
        }
    }

    private async Task<IReadOnlyList<string>> MissingAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        // A session remembers that a table was missing until it next opens one, as it does here.
        var isThere = await session.FirstAsync(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = to_regclass(@table))", row => row.Flag(), [$"{_database.Schema}.migrations"], cancellationToken);
        IReadOnlyList<string> had = isThere
            ? await session.QueryAsync("SELECT name FROM migrations", row => row.Text(), [], cancellationToken)
            : [];
        if (had.Except(Files.Names).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new StoreTooNewException(
                $"The database {Place} was changed by {unknown}, which this program does not know. Start the newer program, or restore a backup from before it.");
        return [.. Files.Names.Except(had)];
    }
}
