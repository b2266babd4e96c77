using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What a statement returns.</summary>
internal sealed record PostgresRows(IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlyList<object?[]> Rows)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<PostgresRows> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        var fields = Enumerable.Range(0, reader.FieldCount).ToList();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(Cancelled))
            rows.Add([.. fields.Select(index => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
        return new PostgresRows([.. fields.Select(reader.GetName)], [.. fields.Select(reader.GetDataTypeName)], rows);
    }
}
