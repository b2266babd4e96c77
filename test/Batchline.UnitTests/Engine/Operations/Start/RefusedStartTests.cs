using Batchline.Engine.Accounts;
using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Start;

public sealed class RefusedStartTests : IDisposable
{
    private static readonly StartRequest Keyed = new() { IdempotencyKey = "tonight", RequestHash = "h1" };

    private readonly Workshop _shop = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(OnBusy.Reject)]
    [InlineData(OnBusy.Skip)]
    public async Task A_start_that_finds_its_accounts_busy_stores_nothing(OnBusy onBusy)
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var running = await _shop.StartAsync();

        var result = await _shop.TryStartAsync(Keyed with { OnBusy = onBusy });

        result.ShouldBe(new StartResult.Busy(new BusyAccount(account, running)));
        (await StoredAsync()).ShouldBe([running]);
        (await _shop.StateAsync(running, account)).Active.ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_of_many_accounts_that_is_refused_by_the_last_one_leaves_none_reserved()
    {
        var accounts = new List<AccountId>();
        foreach (var number in Enumerable.Range(1, 5))
            accounts.Add(await _shop.AddAccountAsync(number, 1));
        var running = await _shop.StartAsync(new StartRequest { AccountIds = [accounts[^1]] });

        await _shop.TryStartAsync(new StartRequest());

        var active = new List<OperationId?>();
        foreach (var account in accounts)
            active.Add((await States.GetActiveAsync(account, TestEnd))?.OperationId);
        active.ShouldBe([null, null, null, null, running]);
        (await StoredAsync()).ShouldBe([running]);
    }

    [Fact]
    public async Task A_start_whose_accounts_are_all_disabled_on_the_way_is_refused_and_stores_nothing()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var starter = Starter(() => DisableAsync(account));

        var result = await starter.StartAsync(Keyed, TestEnd);

        result.ShouldBeOfType<StartResult.NoAccounts>();
        (await StoredAsync()).ShouldBeEmpty();
        (await States.GetActiveAsync(account, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task A_repeated_start_that_has_no_account_left_takes_back_what_the_first_had_begun()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        await Should.ThrowAsync<StoreUnavailableException>(
            Starter(() => throw new StoreUnavailableException("silent")).StartAsync(Keyed, TestEnd));
        (await StoredAsync()).Count.ShouldBe(1);
        await DisableAsync(account);

        var result = await _shop.TryStartAsync(Keyed);

        result.ShouldBeOfType<StartResult.NoAccounts>();
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_start_that_died_before_it_was_taken_back_is_removed_by_the_next_sweep_and_holds_no_key()
    {
        var (free, busy) = (await _shop.AddAccountAsync(1, 1), await _shop.AddAccountAsync(2, 1));
        var running = await _shop.StartAsync(new StartRequest { AccountIds = [busy] });
        var dying = new UnadmittedOperations(_shop.Get<IOperationStore>(), new SilentRetention());
        await Should.ThrowAsync<StoreUnavailableException>(Starter(() => Task.CompletedTask, dying).StartAsync(Keyed, TestEnd));
        (await StoredAsync()).Count.ShouldBe(2);

        (await _shop.Get<IOperationStore>().FindAsync("tonight", TestEnd)).ShouldBeNull();
        await _shop.Get<OperationChore>().RunAsync(TestEnd);

        (await StoredAsync()).ShouldBe([running]);
        (await States.GetActiveAsync(free, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task An_operation_that_is_not_admitted_within_a_minute_is_removed()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        await Should.ThrowAsync<StoreUnavailableException>(
            Starter(() => throw new StoreUnavailableException("silent")).StartAsync(Keyed, TestEnd));
        await _shop.Get<OperationChore>().RunAsync(TestEnd);
        (await StoredAsync()).Count.ShouldBe(1);

        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await _shop.Get<OperationChore>().RunAsync(TestEnd);

        (await StoredAsync()).ShouldBeEmpty();
        (await _shop.TryStartAsync(Keyed)).ShouldBeOfType<StartResult.Started>().Operation.Accounts.ShouldBe(1);
        (await States.GetActiveAsync(account, TestEnd)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_start_that_still_reserves_accounts_is_left_alone_however_long_it_takes_and_removed_a_minute_after_it_stands_still()
    {
        var accounts = new List<AccountId>();
        for (var number = 1; number <= 5; number++)
            accounts.Add(await _shop.AddAccountAsync(number, 1));
        var operation = _shop.Get<OperationDrafts>().Of(Keyed);
        await _shop.Get<IOperationStore>().InsertAsync(operation, TestEnd);

        foreach (var account in accounts)
        {
            await States.ReserveAsync(
                [new AccountState { Id = _shop.Get<IdGenerator>().Next(), OperationId = operation.Id, AccountId = account, Active = true }], TestEnd);
            await _shop.Get<OperationChore>().RunAsync(TestEnd);
            _shop.Clock.Advance(TimeSpan.FromSeconds(59));
        }

        (await StoredAsync()).ShouldBe([operation.Id]);
        await ClearEverythingAsync();
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_start_that_was_cleared_away_meanwhile_begins_anew()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var times = 0;
        var starter = Starter(() => times++ == 0 ? ClearEverythingAsync() : Task.CompletedTask);

        var operation = (await starter.StartAsync(Keyed, TestEnd)).ShouldBeOfType<StartResult.Started>().Operation;

        times.ShouldBe(2);
        (await StoredAsync()).ShouldBe([operation.Id]);
        (await States.GetActiveAsync(account, TestEnd)).ShouldNotBeNull().OperationId.ShouldBe(operation.Id);
    }

    [Fact]
    public async Task A_start_that_is_cleared_away_every_time_says_so_and_leaves_nothing()
    {
        var account = await _shop.AddAccountAsync(1, 1);

        var failure = await Should.ThrowAsync<StoreUnavailableException>(Starter(ClearEverythingAsync).StartAsync(Keyed, TestEnd));

        failure.Message.ShouldBe("Starting the operation took so long that it was cleared away each time. Start it again.");
        (await StoredAsync()).ShouldBeEmpty();
        (await States.GetActiveAsync(account, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task A_refusal_that_comes_when_another_request_with_the_key_has_started_answers_what_that_one_started()
    {
        var account = await _shop.AddAccountAsync(1, 1);
        var running = await _shop.StartAsync();
        StartResult? other = null;
        var starter = Starter(async () =>
        {
            await _shop.DriveAsync(TimeSpan.FromMinutes(5));
            other = await _shop.TryStartAsync(Keyed);
            await DisableAsync(account);
        });

        var result = await starter.StartAsync(Keyed, TestEnd);

        var started = result.ShouldBeOfType<StartResult.Started>().Operation;
        started.Id.ShouldBe(other.ShouldBeOfType<StartResult.Started>().Operation.Id);
        (await StoredAsync()).ShouldBe([started.Id, running], ignoreOrder: true);
    }

    [Fact]
    public async Task A_start_that_is_refused_when_another_request_with_the_key_was_already_leaves_no_account_reserved()
    {
        var (free, busy) = (await _shop.AddAccountAsync(1, 1), await _shop.AddAccountAsync(2, 1));
        var running = await _shop.StartAsync(new StartRequest { AccountIds = [busy] });
        StartResult? other = null;
        var starter = Starter(async () => other = await _shop.TryStartAsync(Keyed));

        var result = await starter.StartAsync(Keyed, TestEnd);

        result.ShouldBe(new StartResult.Busy(new BusyAccount(busy, running)));
        other.ShouldBe(result);
        (await StoredAsync()).ShouldBe([running]);
        (await States.GetActiveAsync(free, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task An_account_held_by_a_start_that_is_being_taken_back_is_free()
    {
        var (free, busy) = (await _shop.AddAccountAsync(1, 1), await _shop.AddAccountAsync(2, 1));
        await _shop.StartAsync(new StartRequest { AccountIds = [busy] });
        var dying = new UnadmittedOperations(_shop.Get<IOperationStore>(), new SilentRetention());
        await Should.ThrowAsync<StoreUnavailableException>(Starter(() => Task.CompletedTask, dying).StartAsync(Keyed, TestEnd));
        (await States.GetActiveAsync(free, TestEnd)).ShouldNotBeNull();

        var result = await _shop.TryStartAsync(new StartRequest { AccountIds = [free] });

        var started = result.ShouldBeOfType<StartResult.Started>().Operation.Id;
        (await States.GetActiveAsync(free, TestEnd)).ShouldNotBeNull().OperationId.ShouldBe(started);
    }

    private IAccountStateStore States => _shop.Get<IAccountStateStore>();

    /// <summary>A start in which something happens before its accounts are reserved.</summary>
    private OperationStarter Starter(Func<Task> meanwhile, UnadmittedOperations? unadmitted = null) => new(
        _shop.Get<IOperationStore>(),
        new AccountReservations(_shop.Get<IAccountStore>(), new SlowReservations(States, meanwhile), _shop.Get<IdGenerator>(), _shop.Clock),
        _shop.Get<OperationDrafts>(),
        unadmitted ?? _shop.Get<UnadmittedOperations>(),
        _shop.Get<StartedAccounts>());

    private async Task ClearEverythingAsync()
    {
        var sweeper = _shop.Get<OperationChore>();
        await sweeper.RunAsync(TestEnd);
        _shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await sweeper.RunAsync(TestEnd);
    }

    private Task<AccountWrite> DisableAsync(AccountId account) => _shop.Get<IAccountStore>().UpdateAsync(
        account, new AccountChange { Enabled = false, UpdatedAt = Sample.Noon }, TestEnd);

    private async Task<IReadOnlyList<OperationId>> StoredAsync() =>
        [.. (await _shop.Get<IOperationStore>().ListAsync([], null, 100, TestEnd)).Select(operation => operation.Id)];
}
