using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.UnitTests.Engine.Slices;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Steer;

/// <summary>100 jobs, of which 10 may fail.</summary>
public sealed class FailureLimitTests : IDisposable
{
    private static readonly OperationId Id = new("00000000000000000000a001");

    private readonly Workshop _shop = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly CountedTotals _states = new();
    private readonly FailureLimit _limit;

    public FailureLimitTests()
    {
        _limit = new FailureLimit(_shop.Get<IOperationStore>(), _states, _shop.Get<OperationControl>(), _clock);
        _shop.Get<IOperationStore>().InsertAsync(
            new Operation { Id = Id, Status = OperationStatus.Processing, Admitted = true, ToleratedFailurePercent = 10, StartTime = Sample.Noon }, TestEnd).GetAwaiter().GetResult();
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Totals_are_computed_once_for_many_failed_jobs()
    {
        _states.Failed = 1;
        for (var job = 0; job < 9; job++)
            (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();

        _states.Computed.ShouldBe(1);
    }

    [Fact]
    public async Task The_failure_that_goes_beyond_stops_the_operation_at_once()
    {
        _states.Failed = 9;
        (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();
        (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();
        _states.Failed = 11;

        (await _limit.CheckAsync(Id, 1)).ShouldBeTrue();

        var stopped = await _shop.Get<IOperationStore>().GetAsync(Id, TestEnd);
        (stopped!.Requested, stopped.Error).ShouldBe((ControlAction.Stop, "11 of 100 jobs failed, more than the tolerated 10 %."));
        _states.Computed.ShouldBe(2);
    }

    [Fact]
    public async Task What_failed_in_other_processes_is_noticed_a_second_later()
    {
        _states.Failed = 1;
        await _limit.CheckAsync(Id, 1);
        _states.Failed = 50;

        (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await _limit.CheckAsync(Id, 1)).ShouldBeTrue();
    }

    [Fact]
    public async Task Dear_totals_are_kept_ten_times_as_long_as_they_take()
    {
        _states.Failed = 1;
        _states.Meanwhile = () => _clock.Advance(TimeSpan.FromSeconds(2));
        await _limit.CheckAsync(Id, 1);
        _clock.Advance(TimeSpan.FromSeconds(17));
        await _limit.CheckAsync(Id, 1);
        var before = _states.Computed;
        _clock.Advance(TimeSpan.FromSeconds(1));

        await _limit.CheckAsync(Id, 1);

        (before, _states.Computed).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Nothing_stops_while_some_account_is_not_planned()
    {
        (_states.Failed, _states.Unplanned) = (50, 1);

        (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();
        (await _limit.CheckAsync(Id, 1)).ShouldBeFalse();

        _states.Computed.ShouldBe(1);
    }

    [Fact]
    public async Task A_computation_that_failed_is_not_kept()
    {
        _states.Meanwhile = () => throw new InvalidOperationException("The store is away.");
        await Should.ThrowAsync<InvalidOperationException>(() => _limit.CheckAsync(Id, 1));
        (_states.Meanwhile, _states.Failed) = (null, 11);

        (await _limit.CheckAsync(Id, 1)).ShouldBeTrue();
    }

    private sealed class CountedTotals : IAccountStateReader
    {
        public int Computed { get; private set; }

        public long Failed { get; set; }

        public int Unplanned { get; set; }

        public Action? Meanwhile { get; set; }

        public Task<OperationTotals> TotalsAsync(OperationId operation, CancellationToken cancellationToken)
        {
            Computed++;
            Meanwhile?.Invoke();
            return Task.FromResult(new OperationTotals
            {
                Accounts = new Dictionary<AccountStateStatus, int> { [AccountStateStatus.Processing] = 1 },
                Counters = new Counters { Total = 100, Failed = Failed },
                Unplanned = Unplanned,
            });
        }

        public Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<AccountState>> GetAsync(
            OperationId operation, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<AccountState>> ListAsync(
            OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<AccountId>> ListSteeredAsync(
            OperationId operation, AccountStateStatus? status, bool held, AccountId? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> AnyUnplannedAsync(OperationId operation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DateTimeOffset?> LastBlockedAtAsync(OperationId operation, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
