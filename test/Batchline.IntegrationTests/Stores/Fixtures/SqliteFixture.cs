using Batchline.Stores.Reading;
using Batchline.Stores.Sqlite;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.IntegrationTests.Stores.Fixtures;

public sealed class SqliteFixture : IStoreFixture, IRawStore
{
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "batchline-" + Guid.NewGuid().ToString("n"));

    /// <summary>All processes on one file are on one machine: its clock is the store's.</summary>
    public StoreNode Open(TimeProvider clock, TimeSpan ahead = default, ReaderLimits? readers = null) =>
        Open(clock, new SqliteStoreOptions { DataDirectory = Directory, Readers = readers ?? new ReaderLimits() });

    public static StoreNode Open(TimeProvider clock, SqliteStoreOptions options) => new(
        new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSqliteStore(options)
            .BuildServiceProvider());

    public Task SetAsync(string table, string field, string? value)
    {
        using var connection = Connect();
        if (Read(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name = '{field}'").Count == 0)
            Read(connection, $"ALTER TABLE {table} ADD COLUMN {field} TEXT");
        Read(connection, $"UPDATE {table} SET {field} = {(value is null ? "NULL" : $"'{value}'")}");
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string?>> GetAsync(string table, string field)
    {
        using var connection = Connect();
        return Task.FromResult<IReadOnlyList<string?>>(Read(connection, $"SELECT {field} FROM {table}"));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Directory, "batchline.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static List<string?> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string?>();
        while (reader.Read())
            found.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        return found;
    }

    public ValueTask DisposeAsync()
    {
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
