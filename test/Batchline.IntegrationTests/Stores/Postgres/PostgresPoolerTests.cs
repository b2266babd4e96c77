using Batchline.Engine.Heads;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>Whether processes tell each other that accounts are due, and what a pooler between them and the server changes.</summary>
public sealed class PostgresPoolerTests : IAsyncLifetime
{
    private readonly PostgresFixture _fixture = new();

    [Fact]
    public async Task What_one_process_makes_due_wakes_the_others()
    {
        await using var one = _fixture.Open();
        await using var other = _fixture.Open();
        using var woken = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        var listening = one.Services.GetRequiredService<IWakeSource>().ListenAsync(() => woken.Release(), stop.Token);
        (await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();

        await other.Inbox.WakeAsync([Sample.AccountId(1)], TestContext.Current.CancellationToken);

        (await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => listening);
    }

    [Fact]
    public async Task Behind_a_pooler_nobody_listens_and_checkpoints_of_many_accounts_are_written()
    {
        using var pooler = PgBouncer.Start(PostgresServer.Uri);
        await using var node = _fixture.Open(pooler.Uri);
        await node.Services.GetRequiredService<IWakeSource>().ListenAsync(() => throw new InvalidOperationException("It heard something."), CancellationToken.None);
        var written = new List<HeadView?>();

        for (var round = 0; round < 3; round++)
            written.AddRange(await Task.WhenAll(Enumerable.Range(1, 20).Select(number => WriteAsync(node, number))));

        written.Count(view => view is not null).ShouldBe(60);
        (await _fixture.QueryAsync("SELECT sum(seq) FROM account_heads")).ShouldBe(["120"]);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static async Task<HeadView?> WriteAsync(StoreNode node, int number)
    {
        var held = await node.Heads.AcquireAsync(Sample.AccountId(number), $"owner {number}", TimeSpan.FromMinutes(1), leader: null, CancellationToken.None);
        return await node.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = Sample.AccountId(number),
                Head = HeadWrite.GivingBack(held.ShouldNotBeNull(), Guid.NewGuid().ToString("n"), new HeadBody()),
                Patience = TimeSpan.FromMilliseconds(20),
            },
            CancellationToken.None);
    }
}
