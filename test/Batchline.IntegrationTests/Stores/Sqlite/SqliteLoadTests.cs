using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.Stores.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed class SqliteLoadTests : IAsyncDisposable
{
    private const int Accounts = 8;
    private const int Checkpoints = 25;

    private readonly SqliteFixture _fixture = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_processes_on_one_file_lose_nothing_and_share_every_account_one_after_another()
    {
        await using var one = _fixture.Open(_clock);
        await using var two = _fixture.Open(_clock);

        // Each account is worked on by both processes, which take turns whenever the lease is free.
        await Task.WhenAll(
            from account in Enumerable.Range(1, Accounts)
            from node in new[] { one, two }
            select Task.Run(() => WorkAsync(node, Sample.AccountId(account), node == one ? "one" : "two"), Cancel));

        foreach (var account in Enumerable.Range(1, Accounts).Select(Sample.AccountId))
        {
            (await one.Jobs.CountAsync(account, Cancel)).ShouldBe(2 * Checkpoints);
            var head = (await two.Heads.ReadAsync([account], Cancel)).ShouldHaveSingleItem();

            // Every job cost one acquisition and one commit, and no acquisition was a take-over.
            head.Seq.ShouldBe(2 * 2 * Checkpoints);
            head.TakenOver.ShouldBeFalse();
            head.Leased.ShouldBeFalse();
        }
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    private static async Task WorkAsync(StoreNode node, AccountId account, string name)
    {
        for (var done = 0; done < Checkpoints;)
        {
            if (await node.Heads.AcquireAsync(account, $"{name}-{done}", TimeSpan.FromMinutes(1), leader: null, Cancel) is not { } head)
            {
                await Task.Yield();
                continue;
            }

            var checkpoint = new Checkpoint
            {
                AccountId = account,
                Jobs = [Sample.Replace($"{name}-{done}", Sample.Start)],
                Head = new HeadWrite
                {
                    Fence = head.Fence,
                    Seq = head.Seq,
                    WriteId = $"{name}-{done}",
                    Body = head.Body,
                    Lease = TimeSpan.Zero,
                    Wait = TimeSpan.Zero,
                    Reserve = TimeSpan.Zero,
                    DueIn = null,
                },
            };
            (await node.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
            done++;
        }
    }
}
