using Batchline.Engine.Heads;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres;
using Batchline.Stores.Postgres.Connection;
using Batchline.Stores.Postgres.Schema;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>Tests with a database of their own on the real server, and what they do to it.</summary>
public abstract class OwnPostgresTests : IAsyncLifetime
{
    protected static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private PostgresDatabase? _database;

    private protected PostgresDatabase Database => _database ?? throw new InvalidOperationException("Not created.");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.CreateDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Database.DisposeAsync();
    }

    private protected async Task<StoreNode> StartAsync(string options)
    {
        var node = Open(options);
        await node.Services.GetRequiredService<PostgresSchema>().EnsureAsync(Cancel);
        return node;
    }

    private protected StoreNode Open(string options) => OpenAt(Database.Uri + options);

    private protected static StoreNode OpenAt(string address) => new(new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddPostgresStore(new PostgresStoreOptions { ConnectionString = address })
        .BuildServiceProvider());

    private protected static async Task<HeadView> AcquireAsync(StoreNode store, int account) =>
        (await store.Heads.AcquireAsync(Sample.AccountId(account), $"owner {account}", Lease, leader: null, Cancel)).ShouldNotBeNull();

    private protected static Checkpoint CheckpointOf(HeadView head) => new()
    {
        AccountId = head.AccountId,
        Jobs = [Sample.Replace("JOB1", Sample.Start)],
        Head = HeadWrite.GivingBack(head, "write", head.Body) with { Lease = Lease },
    };

    /// <summary>Holds the head of account 1 until the transaction ends.</summary>
    private protected static async Task<NpgsqlTransaction> LockAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand(
            $"SELECT 1 FROM batchline.account_heads WHERE account_id = '{Sample.AccountId(1)}' FOR UPDATE", connection, transaction);
        await command.ExecuteNonQueryAsync(Cancel);
        return transaction;
    }

    private protected async Task WaitForOneThatWaitsAsync()
    {
        while (await CountAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
            Cancel.ThrowIfCancellationRequested();
    }

    private protected async Task RunAsync(string statement)
    {
        await using var command = Database.Source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private protected async Task<long> CountAsync(string query)
    {
        await using var command = Database.Source.CreateCommand(query);
        return (await command.ExecuteScalarAsync(Cancel)).ShouldBeOfType<long>();
    }
}
