using Batchline.Engine.Record;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores;

/// <summary>Who works on a MongoDB.</summary>
public sealed class MongoWorkersTests : IAsyncDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _clock = new(Sample.Start);
    private readonly MongoFixture _fixture = new();
    private readonly StoreNode _store;

    public MongoWorkersTests() => _store = _fixture.Open(_clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IWorkers Workers => _store.Services.GetRequiredService<IWorkers>();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Workers_that_live_are_counted_and_others_forgotten()
    {
        (await Workers.AnnounceAsync("one", Lasting, Cancel)).ShouldBe(1);
        (await Workers.AnnounceAsync("two", Lasting, Cancel)).ShouldBe(2);
        _clock.Advance(Lasting / 2);
        (await Workers.AnnounceAsync("two", Lasting, Cancel)).ShouldBe(2);
        _clock.Advance(Lasting / 2);
        (await Workers.AnnounceAsync("two", Lasting, Cancel)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(2));

        (await Workers.AnnounceAsync("three", Lasting, Cancel)).ShouldBe(1);

        (await _fixture.Collection("workers").CountDocumentsAsync("{}", cancellationToken: Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_that_leaves_is_not_counted()
    {
        await Workers.AnnounceAsync("one", Lasting, Cancel);
        await Workers.LeaveAsync("one", Cancel);

        (await Workers.AnnounceAsync("two", Lasting, Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_with_something_to_do_are_counted_whoever_holds_them()
    {
        await _store.Inbox.WakeAsync([Sample.AccountId(1), Sample.AccountId(2)], Cancel);
        await _store.Heads.AcquireAsync(Sample.AccountId(1), "owner", Lasting, Cancel);
        await _store.Heads.AcquireAsync(Sample.AccountId(3), "owner", Lasting, Cancel);

        (await Workers.CountAccountsAsync(Cancel)).ShouldBe(2);
    }
}
