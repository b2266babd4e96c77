using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Start;

/// <summary>A start whose process dies between admitting the operation and waking its accounts.</summary>
public sealed class StartedAccountsTests : IDisposable
{
    private static readonly StartRequest Keyed = new() { IdempotencyKey = "key", RequestHash = "hash" };

    private readonly Workshop _shop = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task The_same_request_makes_its_accounts_due()
    {
        await DieAsync();

        (await _shop.Get<OperationStarter>().StartAsync(Keyed, TestEnd)).ShouldBeOfType<StartResult.Started>().Operation.Rev.ShouldBe(2);

        (await DueAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task The_sweep_makes_its_accounts_due_after_a_minute()
    {
        await DieAsync();
        var sweep = _shop.Get<OperationChore>();

        // At once, a sweep wakes only the first account that has not begun.
        await sweep.RunAsync(TestEnd);
        var atOnce = await DueAsync();
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await sweep.RunAsync(TestEnd);

        (atOnce, await DueAsync()).ShouldBe((1, 2));
        (await _shop.Get<IOperationStore>().ListAsync([], null, 10, TestEnd)).ShouldHaveSingleItem().Rev.ShouldBe(2);
    }

    [Fact]
    public async Task A_start_wakes_every_account_once()
    {
        await AddAsync();
        var heads = new DyingInbox { IsAlive = true, Inner = _shop.Get<IHeadInbox>() };

        await Starter(heads).StartAsync(Keyed, TestEnd);

        heads.Woken.ShouldBe(2);
    }

    private async Task AddAsync()
    {
        await _shop.AddAccountAsync(1, 1);
        await _shop.AddAccountAsync(2, 1);
    }

    private async Task DieAsync()
    {
        await AddAsync();
        await Should.ThrowAsync<StoreUnavailableException>(() => Starter(new DyingInbox { Inner = _shop.Get<IHeadInbox>() }).StartAsync(Keyed, TestEnd));
        (await DueAsync()).ShouldBe(0);
    }

    private async Task<int> DueAsync() => (await _shop.Get<IHeadInbox>().DueAsync(10, TestEnd)).Accounts.Count;

    private OperationStarter Starter(IHeadInbox heads) => new(
        _shop.Get<IOperationStore>(),
        _shop.Get<AccountReservations>(),
        _shop.Get<OperationDrafts>(),
        _shop.Get<UnadmittedOperations>(),
        new StartedAccounts(_shop.Get<IOperationStore>(), _shop.Get<IAccountStateReader>(), heads));

    private sealed class DyingInbox : IHeadInbox
    {
        public required IHeadInbox Inner { get; init; }

        public bool IsAlive { get; init; }

        public int Woken { get; private set; }

        public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken)
        {
            Woken += accounts.Count;
            return IsAlive ? Inner.WakeAsync(accounts, cancellationToken) : throw new StoreUnavailableException("The process is dead.");
        }

        public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> CountDueAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
