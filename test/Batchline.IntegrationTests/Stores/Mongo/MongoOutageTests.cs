using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Mongo.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>The server's clock and the server's death, on a stand-in of its own.</summary>
public sealed class MongoOutageTests : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly string _data = Path.GetTempFileName();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_data);

    [Fact]
    public async Task A_server_that_was_killed_is_told_apart_and_what_it_acknowledged_is_there_again()
    {
        var server = MongoServer.StandIn(_data);
        await using var store = Open(server.Uri + "&serverSelectionTimeoutMS=500");
        await store.Services.GetRequiredService<MongoSchema>().EnsureAsync(Cancel);
        var head = (await store.Heads.AcquireAsync(Sample.AccountId(1), "owner", Lease, leader: null, Cancel)).ShouldNotBeNull();
        var checkpoint = CheckpointOf(head, "write");
        server.Kill();

        await Should.ThrowAsync<StoreUnavailableException>(store.Heads.CommitAsync(checkpoint, Cancel));
        using var again = MongoServer.StandIn(_data, server.Port);
        server.Dispose();
        var committed = (await RepeatAsync(() => store.Heads.CommitAsync(checkpoint, Cancel))).ShouldNotBeNull();

        committed.Seq.ShouldBe(head.Seq + 1);
        (await store.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull().Seq.ShouldBe(committed.Seq);
        (await store.Jobs.CountAsync(Sample.AccountId(1), Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Leases_and_waits_are_judged_by_the_clock_of_the_server()
    {
        await using var fixture = new MongoFixture();
        await using var early = fixture.Open();
        var before = DateTimeOffset.UtcNow;
        var head = (await early.Heads.AcquireAsync(Sample.AccountId(1), "early", Lease, leader: null, Cancel)).ShouldNotBeNull();

        // Nothing of a node's own clock goes into the store: the view's time is the server's.
        (head.StoreNow - before).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(1));
        head.Fence.ShouldBe(head.StoreNow.ToUnixTimeMilliseconds());
        (await early.Heads.AcquireAsync(Sample.AccountId(1), "late", Lease, leader: null, Cancel)).ShouldBeNull();
        var checkpoint = CheckpointOf(head, "write");
        var waiting = checkpoint with { Head = checkpoint.Head with { Wait = TimeSpan.FromHours(1) } };
        var committed = (await early.Heads.CommitAsync(waiting, Cancel)).ShouldNotBeNull();
        committed.Wait.ShouldBe(TimeSpan.FromHours(1));
        (await early.Inbox.DueAsync(1, Cancel)).Accounts.ShouldBeEmpty();
    }

    private static Checkpoint CheckpointOf(HeadView head, string writeId)
    {
        return new Checkpoint
        {
            AccountId = head.AccountId,
            Jobs = [Sample.Replace("JOB1", Sample.Start)],
            Head = HeadWrite.GivingBack(head, writeId, head.Body) with { Lease = Lease },
        };
    }

    private static StoreNode Open(string uri) => new(new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddMongoStore(new MongoStoreOptions { ConnectionString = uri })
        .BuildServiceProvider());

    private static async Task<T> RepeatAsync<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (StoreUnavailableException) when (tries < 20)
            {
                // The driver needs a moment to find the server again; each try waits for it.
            }
        }
    }
}
