using Npgsql;

namespace Batchline.Stores.Postgres.Schema;

/// <summary>What a role can do in the store's schema, by whichever right.</summary>
/// <param name="ReadsViews">All of them.</param>
/// <param name="Tables">Those that it can read itself.</param>
/// <param name="Connects">To the database.</param>
internal sealed record RoleRights(bool ReadsViews, IReadOnlyList<string> Tables, bool Connects)
{
    // A role can also act as the roles that it is a member of, even if it does not inherit their rights.
    private const string Select = """
        SELECT has_schema_privilege($1, nspname, 'USAGE')
                AND (SELECT bool_and(has_table_privilege($1, pg_class.oid, 'SELECT')) FROM pg_class WHERE relnamespace = pg_namespace.oid AND relname = ANY ($3))
                AND (SELECT bool_and(has_function_privilege($1, to_regprocedure(name)::oid, 'EXECUTE')) FROM unnest($4::text[]) AS name),
            ARRAY(SELECT relname::text FROM pg_class
                WHERE relnamespace = pg_namespace.oid AND relkind IN ('r', 'p', 'f')
                    AND (has_any_column_privilege($1, pg_class.oid, 'SELECT') OR pg_has_role($1, relowner, 'MEMBER'))
                ORDER BY relname),
            has_database_privilege($1, current_database(), 'CONNECT')
        FROM pg_namespace WHERE nspname = $2
        """;

    public static async Task<RoleRights> ReadAsync(
        NpgsqlConnection connection, string role, string schema, string[] views, string[] functions, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Select, connection)
        {
            Parameters = { new() { Value = role }, new() { Value = schema }, new() { Value = views }, new() { Value = functions } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new RoleRights(reader.GetBoolean(0), reader.GetFieldValue<string[]>(1), reader.GetBoolean(2))
            : throw new InvalidOperationException($"The schema {schema} was dropped meanwhile.");
    }
}
