using Batchline.Engine.Failures;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Membership;
using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What a real server does to changes of a cluster's members.</summary>
public sealed class PostgresMembershipTests : OwnPostgresTests
{
    private const string Cluster = "ours";
    private const string EndWaiting = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'batchline' AND wait_event_type = 'Lock'
        """;

    [Fact]
    public async Task A_change_whose_session_is_ended_in_the_middle_is_made_once()
    {
        await using var node = await StartAsync("");
        var store = await CreateAsync(node);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await HoldAsync(connection);

        var change = store.ReplaceAsync(Cluster, 0, "changed", [], Cancel);
        await WaitForOneThatWaitsAsync();
        await CountAsync(EndWaiting);
        await WaitForOneThatWaitsAsync();
        await transaction.RollbackAsync(Cancel);

        (await change).ShouldBeTrue();
        var read = (await store.ReadAsync(Cluster, Cancel)).ShouldNotBeNull();
        (read.Version, read.Members).ShouldBe((1, "changed"));
    }

    [Fact]
    public async Task A_change_that_waited_for_another_one_is_refused()
    {
        await using var node = await StartAsync("");
        var store = await CreateAsync(node);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await HoldAsync(connection);

        var change = store.ReplaceAsync(Cluster, 0, "changed", ["member"], Cancel);
        await WaitForOneThatWaitsAsync();
        await transaction.CommitAsync(Cancel);

        (await change).ShouldBeFalse();
        var read = (await store.ReadAsync(Cluster, Cancel)).ShouldNotBeNull();
        (read.Version, read.Members).ShouldBe((1, "another"));
        read.Alive.ShouldContainKey("member");
    }

    [Fact]
    public async Task A_sign_of_life_does_not_wait_for_a_change()
    {
        await using var node = await StartAsync("");
        var store = await CreateAsync(node);
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await HoldAsync(connection);

        await store.SetAliveAsync(Cluster, "member", Sample.Start.AddSeconds(5), Cancel);
        await transaction.CommitAsync(Cancel);

        var read = (await store.ReadAsync(Cluster, Cancel)).ShouldNotBeNull();
        (read.Version, read.Alive["member"]).ShouldBe((1, Sample.Start.AddSeconds(5)));
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_refused_and_found_when_read_again()
    {
        await using var fixture = new PostgresFixture();
        var gate = new LostAnswers();
        await using var node = fixture.Open(gate);
        var store = node.Membership;
        await store.CreateAsync(Cluster, "new", Cancel);

        gate.Lose(1);
        (await store.ReplaceAsync(Cluster, 0, "changed", [], Cancel)).ShouldBeFalse();

        var read = (await store.ReadAsync(Cluster, Cancel)).ShouldNotBeNull();
        (read.Version, read.Members).ShouldBe((1, "changed"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_reported()
    {
        await using var fixture = new PostgresFixture();
        var gate = new LostAnswers();
        await using var node = fixture.Open(gate);
        var store = node.Membership;
        await store.CreateAsync(Cluster, "new", Cancel);

        gate.Lose(2);
        await Should.ThrowAsync<StoreUnavailableException>(store.SetAliveAsync(Cluster, "member", Sample.Start, Cancel));

        (await store.ReplaceAsync(Cluster, 0, "changed", [], Cancel)).ShouldBeTrue();
    }

    private static async Task<IMembershipStore> CreateAsync(StoreNode node)
    {
        var store = node.Membership;
        await store.CreateAsync(Cluster, "new", Cancel);
        await store.SetAliveAsync(Cluster, "member", Sample.Start, Cancel);
        return store;
    }

    /// <summary>Another process in the middle of its change.</summary>
    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("UPDATE batchline.clusters SET version = 1, members = 'another'", connection, transaction);
        await command.ExecuteNonQueryAsync(Cancel);
        return transaction;
    }
}
