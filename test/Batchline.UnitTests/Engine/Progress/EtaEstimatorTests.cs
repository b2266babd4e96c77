using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Progress;

public sealed class EtaEstimatorTests
{
    private static readonly AccountId Slow = new("0000000000000000000000a2");
    private readonly EtaEstimator _estimator = new(new TwoAccounts(), Options.Create(new WorkizOptions()));

    [Fact]
    public async Task L3_The_rest_takes_as_long_as_the_calls_left_of_the_slowest_account_at_its_pace()
    {
        AccountProgress[] states = [At(Sample.Account, 100, AccountStateStatus.Processing), At(Slow, 30, AccountStateStatus.Paused)];

        var rest = await _estimator.EstimateAsync(states, TestContext.Current.CancellationToken);

        rest.ShouldBe(TimeSpan.FromSeconds(150));
    }

    [Fact]
    public async Task Nobody_can_tell_when_no_account_is_at_work()
    {
        AccountProgress[] states = [At(Sample.Account, 100, AccountStateStatus.Blocked), At(Slow, 0, AccountStateStatus.Completed)];

        var rest = await _estimator.EstimateAsync(states, TestContext.Current.CancellationToken);

        rest.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, 120)]
    [InlineData(true, 3)]
    public async Task A_wait_of_an_account_that_has_nothing_pending_counts_until_somebody_is_at_work(bool leased, int seconds)
    {
        var waiting = At(Sample.Account, 0, AccountStateStatus.Processing) with
        {
            Head = new HeadView
            {
                AccountId = Sample.Account,
                Fence = 1,
                Seq = 1,
                Leased = leased,
                Wait = TimeSpan.FromSeconds(3),
                StoreNow = Sample.Noon,
                DueAt = Sample.Noon.AddMinutes(2),
                Body = new HeadBody(),
            },
        };

        var rest = await _estimator.EstimateAsync([waiting], TestContext.Current.CancellationToken);

        rest.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private static AccountProgress At(AccountId account, long jobs, AccountStateStatus status) => new(
        new AccountState { Id = account.Value, OperationId = Sample.Operation, AccountId = account, Status = status, Counters = new Counters { Total = jobs } },
        Head: null);

    /// <summary>One at the pace of the settings, one that takes five seconds a call.</summary>
    private sealed class TwoAccounts : IAccountStore
    {
        public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Account>>(
            [
                new Account { Id = Sample.Account, Name = "quick" },
                new Account { Id = Slow, Name = "slow", Pace = new AccountPace { MinInterval = TimeSpan.FromSeconds(5) } },
            ]);

        public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
