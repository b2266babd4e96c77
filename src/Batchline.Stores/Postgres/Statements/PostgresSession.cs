using Batchline.Stores.Sql.Statements;
using Npgsql;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>A connection for the time of one call.</summary>
/// <param name="connection">Open.</param>
/// <param name="text">Of its schema.</param>
/// <param name="ticks">The store's clock if it is not the server's.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, PostgresText text, long? ticks)
{
    /// <summary>The value of <c>@now</c> and of <c>@ticks</c>; null: the server's clock.</summary>
    public SqlValue Now => ticks;

    /// <returns>How many rows changed.</returns>
    public Task<int> ExecuteAsync(string sql, SqlValue[] values, CancellationToken cancellationToken) =>
        ExecuteAsync(Statement.Of(sql, values), cancellationToken);

    /// <inheritdoc cref="ExecuteAsync(string, SqlValue[], CancellationToken)"/>
    public async Task<int> ExecuteAsync(Statement statement, CancellationToken cancellationToken)
    {
        await using var command = Command(statement);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Statements as they are written, without values.</summary>
    public async Task ScriptAsync(string script, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(script, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<List<T>> QueryAsync<T>(string sql, Func<SqlRow, T> read, SqlValue[] values, CancellationToken cancellationToken) =>
        QueryAsync(Statement.Of(sql, values), read, cancellationToken);

    public async Task<List<T>> QueryAsync<T>(Statement statement, Func<SqlRow, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(statement);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = await ReadAsync(reader, read, cancellationToken);

        // A row that came is no commit yet. Only the end without an error is.
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }

    public async Task<T?> FirstAsync<T>(string sql, Func<SqlRow, T> read, SqlValue[] values, CancellationToken cancellationToken) =>
        await QueryAsync(sql, read, values, cancellationToken) is [var first, ..] ? first : default;

    /// <summary>All in one round trip and, outside of a transaction, as one.</summary>
    /// <returns>How many rows each changed.</returns>
    public async Task<IReadOnlyList<int>> BatchAsync(IEnumerable<Statement> statements, CancellationToken cancellationToken)
    {
        await using var batch = Batch(statements);
        if (batch.BatchCommands.Count == 0)
            return [];
        await batch.ExecuteNonQueryAsync(cancellationToken);
        var counts = new List<int>();
        foreach (var command in batch.BatchCommands)
            counts.Add(command.RecordsAffected);
        return counts;
    }

    /// <summary>The same, with settings for these statements only. The rows are those of the first of them.</summary>
    public async Task<List<T>> BatchAsync<T>(
        Statement settings, IEnumerable<Statement> statements, Func<SqlRow, T> read, CancellationToken cancellationToken)
    {
        await using var batch = Batch(statements.Prepend(settings));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var rows = await ReadAsync(reader, read, cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return rows;
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader reader, Func<SqlRow, T> read, CancellationToken cancellationToken)
    {
        var row = new PostgresRow(reader);
        var rows = new List<T>();
        for (; await reader.ReadAsync(cancellationToken); row.Begin())
            rows.Add(read(row));
        return rows;
    }

    /// <summary>A parameter belongs to one command, and a statement may be sent again.</summary>
    private NpgsqlCommand Command(Statement statement)
    {
        var command = new NpgsqlCommand(text.Of(statement.Sql), connection);
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }

    private NpgsqlBatch Batch(IEnumerable<Statement> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(text.Of(statement.Sql));
            foreach (var parameter in statement.Parameters)
                command.Parameters.Add(parameter.Clone());
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
