using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Reading;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>What every provider's stores promise. A provider inherits the claims with its fixture.</summary>
public abstract class StoreContract<TFixture> : IAsyncDisposable
    where TFixture : IStoreFixture, new()
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TFixture _fixture = new();
    private int _writes;

    protected StoreContract() => Store = _fixture.Open(Clock);

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected StoreNode Store { get; }

    protected TFixture Fixture => _fixture;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await _fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the same database as another process would.</summary>
    /// <param name="ahead">By how much its clock is wrong; the store has another one, which is right.</param>
    protected StoreNode OpenNode(TimeSpan ahead = default) => _fixture.Open(Clock, ahead);

    protected StoreNode OpenNode(ReaderLimits readers) => _fixture.Open(Clock, readers: readers);

    protected async Task<HeadView> AcquireAsync(AccountId account, string owner = "owner") =>
        (await Store.Heads.AcquireAsync(account, owner, Lease, leader: null, Cancel)).ShouldNotBeNull();

    protected HeadWrite Write(HeadView head) => new()
    {
        Fence = head.Fence,
        Seq = head.Seq,
        WriteId = $"write-{++_writes}",
        Body = head.Body,
        Lease = Lease,
        Wait = TimeSpan.Zero,
        Reserve = TimeSpan.Zero,
        DueIn = null,
    };

    protected HeadWrite Release(HeadView head) => Write(head) with { Lease = TimeSpan.Zero };

    protected Task<HeadView?> CommitAsync(HeadView head, params JobWrite[] jobs) =>
        Store.Heads.CommitAsync(new Checkpoint { AccountId = head.AccountId, Jobs = jobs, Head = Write(head) }, Cancel);

    protected Task<HeadView?> CommitAsync(HeadView head, Batch[] batches, OperationId? cancel = null) =>
        Store.Heads.CommitAsync(
            new Checkpoint { AccountId = head.AccountId, CancelBatchesOf = cancel, Batches = batches, Head = Write(head) },
            Cancel);

    protected Task<HeadView?> CommitAsync(HeadView head, AccountState state) =>
        Store.Heads.CommitAsync(new Checkpoint { AccountId = head.AccountId, State = state, Head = Write(head) }, Cancel);

    protected Task<HeadView?> CommitAsync(HeadView head, HeadWrite write) =>
        Store.Heads.CommitAsync(new Checkpoint { AccountId = head.AccountId, Head = write }, Cancel);

    protected async Task<HeadView> ReadAsync(AccountId account) =>
        (await Store.Heads.ReadAsync([account], Cancel)).ShouldHaveSingleItem();

    /// <summary>Stores jobs through one checkpoint, and gives the lease back.</summary>
    protected async Task StoreAsync(AccountId account, params JobWrite[] jobs)
    {
        var head = (await CommitAsync(await AcquireAsync(account, $"owner-{++_writes}"), jobs)).ShouldNotBeNull();
        (await CommitAsync(head, Release(head))).ShouldNotBeNull();
    }
}
