using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What a real server does to calls: which of them nobody notices, and what the others say.</summary>
public sealed class PostgresFaultTests : OwnPostgresTests
{
    private const string End = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'batchline'
        """;

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_database_create_the_schema_once()
    {
        var nodes = Enumerable.Range(0, 8).Select(_ => Open("")).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.Services.GetRequiredService<PostgresSchema>().EnsureAsync(Cancel), Cancel)));

        (await CountAsync("SELECT count(*) FROM batchline.migrations WHERE name LIKE '0001%'")).ShouldBe(1);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task A_database_of_another_encoding_is_refused_before_anything_is_created_in_it()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        await using var store = OpenAt(database.Uri);

        var refused = await Should.ThrowAsync<StoreRefusedException>(store.Services.GetRequiredService<PostgresSchema>().EnsureAsync(Cancel));

        refused.Because.ShouldBe("its database has the encoding LATIN1, which lacks letters that jobs contain");
        await using var command = database.Source.CreateCommand("SELECT count(*) FROM pg_namespace WHERE nspname = 'batchline'");
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe(0L);
    }

    [Fact]
    public async Task A_database_where_backslashes_in_texts_mean_something_else_is_refused_too()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using (var set = database.Source.CreateCommand("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', current_database()); END $$"))
            await set.ExecuteNonQueryAsync(Cancel);
        await using var store = OpenAt(database.Uri);

        var refused = await Should.ThrowAsync<StoreRefusedException>(store.Services.GetRequiredService<PostgresSchema>().EnsureAsync(Cancel));

        refused.Because.ShouldBe("standard_conforming_strings is off");
    }

    [Fact]
    public async Task Sessions_that_were_ended_while_they_were_idle_are_replaced_and_nobody_notices()
    {
        await using var store = await StartAsync("");
        var head = await AcquireAsync(store, 1);
        await Task.WhenAll(Enumerable.Range(2, 10).Select(account => AcquireAsync(store, account)));

        (await CountAsync(End)).ShouldBeGreaterThan(1);
        (await store.Heads.CommitAsync(CheckpointOf(head), Cancel)).ShouldNotBeNull().Seq.ShouldBe(head.Seq + 1);
        (await CountAsync(End)).ShouldBeGreaterThan(0);
        await store.Operations.InsertAsync(Sample.Operation(1), Cancel);

        (await store.Operations.GetAsync(Sample.OperationId(1), Cancel)).ShouldNotBeNull();
        (await CountAsync(End)).ShouldBeGreaterThan(0);
        (await store.States.ListAsync(Sample.OperationId(1), status: null, after: null, limit: 10, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkpoint_whose_session_is_ended_in_the_middle_is_written_once()
    {
        await using var store = await StartAsync("");
        var head = await AcquireAsync(store, 1);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await LockAsync(connection);

        var commit = store.Heads.CommitAsync(CheckpointOf(head), Cancel);
        await WaitForOneThatWaitsAsync();
        await CountAsync(End + " AND wait_event_type = 'Lock'");
        await WaitForOneThatWaitsAsync();
        await transaction.RollbackAsync(Cancel);

        (await commit).ShouldNotBeNull().Seq.ShouldBe(head.Seq + 1);
        (await store.Jobs.CountAsync(Sample.AccountId(1), Cancel)).ShouldBe(1);
        await store.Changes.SettleAsync(Cancel);
        (await store.Changes.ReadAsync(new ChangeQuery { Limit = 10 }, Cancel)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_process_whose_own_connections_are_all_in_use_says_so()
    {
        await using var store = await StartAsync("?MaxPoolSize=1&Timeout=1");
        await AcquireAsync(store, 1);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await LockAsync(connection);

        var waiting = store.Heads.AcquireAsync(Sample.AccountId(1), "another", Lease, leader: null, Cancel);
        await WaitForOneThatWaitsAsync();
        var refused = await Should.ThrowAsync<StoreUnavailableException>(store.Accounts.GetAsync(Sample.AccountId(1), Cancel));

        refused.Message.ShouldBe("All connections of this process were in use for too long. Raise MaxPoolSize in POSTGRES_URI or DATABASE_URL if the server has more");
        await transaction.RollbackAsync(Cancel);
        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task A_read_only_database_refuses_by_name_and_is_used_again_at_once_when_it_takes_writes()
    {
        await using var store = await StartAsync("");
        var head = await AcquireAsync(store, 1);

        await RunAsync($"ALTER DATABASE {Database.Name} SET default_transaction_read_only = on");
        await CountAsync(End);
        (await Should.ThrowAsync<StoreRefusedException>(store.Heads.CommitAsync(CheckpointOf(head), Cancel))).Because.ShouldStartWith("PostgreSQL is read-only");
        await RunAsync($"SET default_transaction_read_only = off; ALTER DATABASE {Database.Name} RESET default_transaction_read_only");

        // Connections from before would stay as they are.
        (await store.Heads.CommitAsync(CheckpointOf(head), Cancel)).ShouldNotBeNull().Seq.ShouldBe(head.Seq + 1);
    }

    [Fact]
    public async Task Texts_too_long_for_an_index_stop_neither_their_record_nor_the_others()
    {
        await using var store = await StartAsync("");
        var (one, other) = (await AcquireAsync(store, 1), await AcquireAsync(store, 2));
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 5000).Select(_ => (char)random.Next('a', 'z')));
        var odd = Sample.Replace("JOB1", Sample.Start, $"\"Status\":\"{text}\",\"JobDateTime\":\"{text}\"");

        var written = await Task.WhenAll(store.Heads.CommitAsync(CheckpointOf(one) with { Jobs = [odd] }, Cancel), store.Heads.CommitAsync(CheckpointOf(other), Cancel));

        written.ShouldAllBe(view => view != null);
        (await store.Jobs.GetAsync(Sample.AccountId(1), ["JOB1"], TimeSpan.Zero, Cancel)).ShouldHaveSingleItem()
            .Document.Json.ShouldBe(odd.Document.ShouldNotBeNull().Json);
    }
}
