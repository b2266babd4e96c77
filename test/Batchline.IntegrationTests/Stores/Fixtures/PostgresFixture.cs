using Batchline.IntegrationTests.PostgresServers;
using Batchline.Stores.Postgres;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Schema;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Reading;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Fixtures;

public sealed class PostgresFixture : IStoreFixture, IRawStore
{
    private static readonly Lazy<NpgsqlDataSource> Source = new(() => NpgsqlDataSource.Create(ConnectionSettings.Of(Uri, PostgresStoreOptions.UsualConnections)));
    private readonly PostgresText _text;
    private bool _made;

    public PostgresFixture() => _text = new PostgresText(Name);

    /// <summary>The schema.</summary>
    public string Name { get; } = "batchline_" + Guid.NewGuid().ToString("n");

    private static string Uri => PostgresServer.Uri;

    /// <summary>A node on whose store the given clock is the server's: the contract's claims are about exact times.</summary>
    public StoreNode Open(TimeProvider clock, TimeSpan ahead = default, ReaderLimits? readers = null) =>
        Open(() => clock.GetUtcNow(), new ShiftedClock(ahead), gate: null, readers);

    /// <summary>A node as the program opens it: the clock is the server's own.</summary>
    public StoreNode Open() => Open(() => null, TimeProvider.System, gate: null);

    /// <summary>The same at another address of the server.</summary>
    public StoreNode Open(string uri) => Open(() => null, TimeProvider.System, gate: null, readers: null, uri);

    /// <summary>The same, and every call passes the gate.</summary>
    internal StoreNode Open(ICommandGate gate) => Open(() => null, TimeProvider.System, gate);

    /// <summary>The database past the store, as other programs see it. Tables are named as statements of the store name them.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = Source.Value.CreateCommand(_text.Of(sql));
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<string?>> QueryAsync(string sql)
    {
        await using var command = Source.Value.CreateCommand(_text.Of(sql));
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string?>();
        while (await reader.ReadAsync())
            values.Add(reader.IsDBNull(0) ? null : reader.GetValue(0).ToString());
        return values;
    }

    public async Task SetAsync(string table, string field, string? value)
    {
        if ((await QueryAsync($"SELECT true FROM information_schema.columns WHERE table_schema = '{Name}' AND table_name = '{_text.Of(table)}' AND column_name = '{_text.Of(field)}'")).Count == 0)
            await ExecuteAsync($"ALTER TABLE {table} ADD COLUMN {field} text");
        await ExecuteAsync($"UPDATE {table} SET {field} = {(value is null ? "NULL" : $"'{value}'")}");
    }

    public Task<IReadOnlyList<string?>> GetAsync(string table, string field) => QueryAsync($"SELECT {field} FROM {table}");

    public async ValueTask DisposeAsync()
    {
        if (!_made)
            return;
        await using var command = Source.Value.CreateCommand($"DROP SCHEMA \"{Name}\" CASCADE");
        await command.ExecuteNonQueryAsync();
    }

    private StoreNode Open(Func<DateTimeOffset?> clock, TimeProvider own, ICommandGate? gate, ReaderLimits? readers = null, string? uri = null)
    {
        var node = new StoreNode(new ServiceCollection()
            .AddLogging()
            .AddSingleton(own)
            .AddPostgresStore(
                new PostgresStoreOptions { ConnectionString = uri ?? Uri, Schema = Name, Readers = readers ?? new ReaderLimits() }, clock, gate)
            .BuildServiceProvider());
        if (!_made)
            node.Services.GetRequiredService<PostgresSchema>().EnsureAsync(CancellationToken.None).GetAwaiter().GetResult();
        _made = true;
        return node;
    }
}
