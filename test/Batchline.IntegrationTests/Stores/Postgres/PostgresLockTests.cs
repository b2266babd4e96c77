using Batchline.Engine.Changes;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres.Connection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What other people's locks and transactions do to calls.</summary>
public sealed class PostgresLockTests : OwnPostgresTests
{
    [Fact]
    public async Task A_checkpoint_that_waits_too_long_for_a_lock_says_where_to_look_and_may_be_repeated()
    {
        await using var store = await StartAsync("?CommandTimeout=1");
        var head = await AcquireAsync(store, 1);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using (var transaction = await LockAsync(connection))
        {
            (await Should.ThrowAsync<StoreUnavailableException>(store.Heads.CommitAsync(CheckpointOf(head), Cancel)))
                .Message.ShouldBe("PostgreSQL did not finish a statement in time. It is overloaded, or somebody holds a lock: look for locks in pg_stat_activity and pg_locks");
        }

        (await store.Heads.CommitAsync(CheckpointOf(head), Cancel)).ShouldNotBeNull().Seq.ShouldBe(head.Seq + 1);
    }

    [Fact]
    public async Task A_checkpoint_that_somebody_cancels_says_so_and_may_be_repeated()
    {
        await using var store = await StartAsync("");
        var head = await AcquireAsync(store, 1);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using (var transaction = await LockAsync(connection))
        {
            var commit = store.Heads.CommitAsync(CheckpointOf(head), Cancel);
            await WaitForOneThatWaitsAsync();
            await CountAsync("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
            (await Should.ThrowAsync<StoreUnavailableException>(commit))
                .Message.ShouldBe("A statement was canceled (57014): by somebody, or because it took longer than the server's statement_timeout");
        }

        (await store.Heads.CommitAsync(CheckpointOf(head), Cancel)).ShouldNotBeNull().Seq.ShouldBe(head.Seq + 1);
    }

    [Fact]
    public async Task A_head_that_somebody_holds_does_not_hold_up_the_checkpoints_of_other_accounts()
    {
        await using var store = await StartAsync("");
        var (held, other, third) = (await AcquireAsync(store, 1), await AcquireAsync(store, 2), await AcquireAsync(store, 3));
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await LockAsync(connection);

        // All three go to the server as one group.
        var commits = ((HeadView[])[held, other, third])
            .Select(head => store.Heads.CommitAsync(CheckpointOf(head) with { Patience = TimeSpan.FromSeconds(1) }, Cancel)).ToArray();

        (await commits[1]).ShouldNotBeNull().Seq.ShouldBe(other.Seq + 1);
        (await commits[2]).ShouldNotBeNull().Seq.ShouldBe(third.Seq + 1);
        (await Should.ThrowAsync<StoreUnavailableException>(commits[0]))
            .Message.ShouldBe("PostgreSQL waited too long for a lock that somebody holds (55P03): look for locks in pg_stat_activity and pg_locks");
        await transaction.RollbackAsync(Cancel);
        (await store.Heads.CommitAsync(CheckpointOf(held), Cancel)).ShouldNotBeNull().Seq.ShouldBe(held.Seq + 1);
    }

    [Fact]
    public async Task A_process_that_stands_still_in_a_transaction_loses_its_locks_after_ten_seconds()
    {
        await using var store = await StartAsync("");

        var limit = await store.Services.GetRequiredService<Database>().WriteAsync(
            "test", session => session.FirstAsync("SELECT current_setting('idle_in_transaction_session_timeout')", row => row.Text(), [], Cancel), Cancel);

        limit.ShouldBe("10s");
    }

    [Fact]
    public async Task The_feed_does_not_wait_for_an_open_transaction_of_somebody_else()
    {
        await using var store = await StartAsync("");
        foreach (var account in (int[])[1, 2])
            await store.Heads.CommitAsync(CheckpointOf(await AcquireAsync(store, account)), Cancel);
        await store.Changes.SettleAsync(Cancel);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var change = new NpgsqlCommand(
            $"UPDATE batchline.jobs SET document = '{{}}' WHERE account_id = '{Sample.AccountId(1)}'", connection, transaction))
            (await change.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);

        await store.Heads.CommitAsync(CheckpointOf(await AcquireAsync(store, 3)), Cancel);
        await store.Changes.SettleAsync(Cancel);
        (await AccountsAsync(store)).ShouldBe([Sample.AccountId(1), Sample.AccountId(2), Sample.AccountId(3)]);

        // What the transaction wrote comes after what was read before its end, although it was written earlier.
        await transaction.CommitAsync(Cancel);
        await store.Changes.SettleAsync(Cancel);
        (await AccountsAsync(store)).ShouldBe([Sample.AccountId(1), Sample.AccountId(2), Sample.AccountId(3), Sample.AccountId(1)]);
    }

    private static async Task<IEnumerable<AccountId>> AccountsAsync(StoreNode store) =>
        (await store.Changes.ReadAsync(new ChangeQuery { Limit = 10 }, Cancel)).Items.Select(change => change.AccountId);
}
