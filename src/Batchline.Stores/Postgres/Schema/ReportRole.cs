using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Statements;
using Npgsql;

namespace Batchline.Stores.Postgres.Schema;

/// <summary>
/// Gives a role of the server the right to read the views for reports, and takes it back. The views read the tables with the rights
/// of their owner, so the role needs none on the tables, and the Workiz keys in <c>accounts</c> stay closed to it.
/// </summary>
/// <param name="options">Where the store is. Its user must own the schema.</param>
public sealed class ReportRole(PostgresStoreOptions options) : IAsyncDisposable
{
    private const string Facts = """
        SELECT (SELECT rolname::text FROM pg_roles WHERE lower(rolname) = lower($1) ORDER BY rolname = $1 DESC LIMIT 1),
            (SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = $2 AND relname = ANY ($3) AND relkind = 'v')
        """;

    private static readonly string[] Views = ["v_jobs", "v_line_items", "v_team", "v_tags"];

    /// <summary>A view calls its functions with the rights of whoever reads it.</summary>
    private static readonly string[] Functions =
        ["job_json(text)", "mended_json(text)", "job_number(jsonb)", "job_time(text)", "job_flag(text)", "utc_time(bigint)"];

    private readonly Sources _sources = new(options);

    /// <summary>Where the views are, without user and password.</summary>
    public string Place => _sources.Place;

    /// <summary>The schema as SQL names it.</summary>
    public string Schema { get; } = PostgresText.Quoted(options.Schema);

    /// <summary>Granting again changes nothing. A failure changes nothing either.</summary>
    public Task<RoleChange> GrantAsync(string role, CancellationToken cancellationToken) => ChangeAsync(
        role,
        [
            $"GRANT USAGE ON SCHEMA {Schema} TO {PostgresText.Quoted(role)}",
            $"GRANT SELECT ON {Named(Views.Select(PostgresText.Quoted))} TO {PostgresText.Quoted(role)}",
            $"GRANT EXECUTE ON FUNCTION {Named(Functions)} TO {PostgresText.Quoted(role)}",
        ],
        isGrant: true,
        cancellationToken);

    /// <summary>Revoking again changes nothing. A failure changes nothing either.</summary>
    public Task<RoleChange> RevokeAsync(string role, CancellationToken cancellationToken) => ChangeAsync(
        role,
        [
            $"REVOKE EXECUTE ON FUNCTION {Named(Functions)} FROM {PostgresText.Quoted(role)}",
            $"REVOKE SELECT ON {Named(Views.Select(PostgresText.Quoted))} FROM {PostgresText.Quoted(role)}",
            $"REVOKE USAGE ON SCHEMA {Schema} FROM {PostgresText.Quoted(role)}",
        ],
        isGrant: false,
        cancellationToken);

    public ValueTask DisposeAsync() => _sources.DisposeAsync();

    private async Task<RoleChange> ChangeAsync(string role, string[] statements, bool isGrant, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _sources.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await FaultAsync(connection, role, cancellationToken) is { } fault)
                return new RoleChange { Fault = fault };

            // A batch is sent as it is; the text of a command would be searched for parameters.
            await using var batch = new NpgsqlBatch(connection);
            foreach (var statement in statements)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            await batch.ExecuteNonQueryAsync(cancellationToken);
            var names = Functions.Select(name => $"{Schema}.{name}").ToArray();
            var rights = await RoleRights.ReadAsync(connection, role, options.Schema, Views, names, cancellationToken);

            // To somebody with some rights but none to grant them, PostgreSQL only says so in a notice.
            if (isGrant && !rights.ReadsViews)
                return new RoleChange { Fault = MayNot() };
            await transaction.CommitAsync(cancellationToken);
            return new RoleChange { Remarks = [.. isGrant ? AfterGrant(role, rights) : AfterRevoke(role, rights)] };
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return new RoleChange { Fault = MayNot() };
        }
        catch (NpgsqlException e)
        {
            return new RoleChange { Fault = $"PostgreSQL did not do it: {e.Message}" };
        }
    }

    private async Task<string?> FaultAsync(NpgsqlConnection connection, string role, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Facts, connection)
        {
            Parameters = { new() { Value = role }, new() { Value = options.Schema }, new() { Value = Views } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var found = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetString(0);
        return found switch
        {
            null => $"There is no role {role} on the server. Create it there first (CREATE ROLE … LOGIN PASSWORD …), and try again.",
            _ when found != role => $"There is no role {role} on the server, but there is {found}: upper and lower case differ.",
            _ when reader.GetInt64(1) < Views.Length =>
                $"The database {connection.Database} has no views for reports in the schema {options.Schema}. Start Batchline on it once, which creates them, or correct Store:Schema.",
            _ => null,
        };
    }

    private string MayNot() =>
        $"The user of the connection may not grant rights in the schema {options.Schema}. Connect as the owner of the schema, which is the user that Batchline itself runs with.";

    private static IEnumerable<string> AfterGrant(string role, RoleRights rights)
    {
        if (rights.Tables.Count > 0)
            yield return $"{role} can also read tables, by rights that it has otherwise: {string.Join(", ", rights.Tables)}. Use a role of its own for reports.";
        if (!rights.Connects)
            yield return $"{role} may not connect to this database yet. Its owner can allow it: GRANT CONNECT ON DATABASE … TO {PostgresText.Quoted(role)}.";
    }

    private static IEnumerable<string> AfterRevoke(string role, RoleRights rights)
    {
        if (rights.ReadsViews)
            yield return $"{role} can still read the views, by rights that it has otherwise, such as those of a role that it is a member of.";
    }

    private string Named(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"{Schema}.{name}"));
}
