using Batchline.Stores.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.IntegrationTests.Stores;

public sealed class SqliteFixture : IStoreFixture
{
    public string Directory { get; } = Path.Combine(Path.GetTempPath(), "batchline-" + Guid.NewGuid().ToString("n"));

    /// <summary>All processes on one file are on one machine: its clock is the store's.</summary>
    public StoreNode Open(TimeProvider clock, TimeSpan ahead = default) => Open(clock, new SqliteStoreOptions { DataDirectory = Directory });

    public static StoreNode Open(TimeProvider clock, SqliteStoreOptions options) => new(
        new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSqliteStore(options)
            .BuildServiceProvider());

    public ValueTask DisposeAsync()
    {
        if (System.IO.Directory.Exists(Directory))
            System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
