using Npgsql;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>The statements of the background jobs.</summary>
internal sealed class AccountTable(NpgsqlDataSource database)
{
    public Task<IReadOnlyList<string>> IdsAsync() => TextsAsync("SELECT id FROM accounts ORDER BY id");

    public async Task<string> TokenAsync(string account) => (await TextsAsync("SELECT token FROM accounts WHERE id = $1", account))[0];

    public Task<IReadOnlyList<string>> JobsAfterAsync(string account, string after, int limit) =>
        TextsAsync("SELECT uuid FROM jobs WHERE account_id = $1 AND uuid > $2 ORDER BY uuid LIMIT $3", account, after, limit);

    public async Task UpsertAsync(string account, string uuid, string json)
    {
        await using var upsert = Command(
            """
            INSERT INTO jobs (account_id, uuid, job_date_time, status, data, last_updated)
            VALUES ($1, $2, $3::jsonb ->> 'JobDateTime', $3::jsonb ->> 'Status', $3::jsonb, now())
            ON CONFLICT (account_id, uuid) DO UPDATE SET job_date_time = excluded.job_date_time, status = excluded.status,
                data = excluded.data, last_updated = excluded.last_updated
            """,
            account,
            uuid,
            json);
        await upsert.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
