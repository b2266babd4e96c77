using Batchline.Chores;
using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Settings.Sections;
using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Hosting;

public sealed class RetentionSweeperTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", null));
    private readonly IOperationStore _operations;
    private readonly IBatchStore _batches;
    private readonly IdGenerator _ids;
    private readonly RetentionSweeper _sweeper;

    public RetentionSweeperTests()
    {
        var store = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddMemoryStore().BuildServiceProvider();
        _operations = store.GetRequiredService<IOperationStore>();
        _ids = new IdGenerator(_clock, new Random(1));
        _batches = store.GetRequiredService<IBatchStore>();
        var options = new RetentionOptions { Operations = TimeSpan.FromDays(90), Batches = TimeSpan.FromDays(7) };
        _sweeper = new RetentionSweeper(_operations, store.GetRequiredService<IRetentionStore>(), _clock, Options.Create(options));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operations_that_ended_long_ago_are_deleted_and_no_others()
    {
        var (old, open) = (await AddAsync(OperationStatus.Completed), await AddAsync(OperationStatus.Paused));
        _clock.Advance(TimeSpan.FromDays(2));
        var young = await AddAsync(OperationStatus.Failed);
        _clock.Advance(TimeSpan.FromDays(89));

        await _sweeper.SweepAsync(Cancelled);

        (await _operations.GetAsync(old, Cancelled)).ShouldBeNull();
        (await _operations.GetAsync(open, Cancelled)).ShouldNotBeNull();
        (await _operations.GetAsync(young, Cancelled)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_are_deleted_a_few_at_a_time()
    {
        for (var i = 0; i < 50; i++)
            await AddAsync(OperationStatus.Completed);
        _clock.Advance(TimeSpan.FromDays(91));

        await _sweeper.SweepAsync(Cancelled);
        (await CountAsync()).ShouldBe(30);
        await _sweeper.SweepAsync(Cancelled);
        await _sweeper.SweepAsync(Cancelled);

        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Batches_go_before_their_operation()
    {
        var (old, open) = (await AddAsync(OperationStatus.Completed), await AddAsync(OperationStatus.Processing));
        _clock.Advance(TimeSpan.FromDays(6));
        var young = await AddAsync(OperationStatus.Completed);
        _clock.Advance(TimeSpan.FromDays(2));
        foreach (var operation in new[] { old, open, young })
            await _batches.PlanAsync([Batch(operation)], Cancelled);

        await _sweeper.SweepAsync(Cancelled);

        (await BatchesAsync(old), await BatchesAsync(open), await BatchesAsync(young)).ShouldBe((0, 1, 1));
        (await _operations.GetAsync(old, Cancelled)).ShouldNotBeNull();
    }

    private Batch Batch(OperationId operation) => new()
    {
        Id = new BatchId(_ids.Next()),
        OperationId = operation,
        AccountId = new AccountId(_ids.Next()),
        Number = 1,
        JobUuids = ["J1"],
    };

    private async Task<int> BatchesAsync(OperationId operation) =>
        (await _batches.ListAsync(new BatchQuery { OperationId = operation }, Cancelled)).Count;

    private async Task<int> CountAsync() => (await _operations.ListAsync([], before: null, 1000, Cancelled)).Count;

    private async Task<OperationId> AddAsync(OperationStatus status)
    {
        var operation = new Operation
        {
            Id = new OperationId(_ids.Next()),
            Status = status,
            Strategy = Strategy.Each,
            BatchSize = 10,
            StartTime = _clock.GetUtcNow(),
            EndTime = OperationTransitions.IsTerminal(status) ? _clock.GetUtcNow() : null,
        };
        await _operations.InsertAsync(operation, Cancelled);
        return operation.Id;
    }
}
