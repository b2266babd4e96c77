using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Start;

/// <summary>More accounts than any page of the stores holds.</summary>
public sealed class ManyAccountsTests : IDisposable
{
    private const int Many = 2_500;
    private static readonly OperationId Id = new("00000000000000000000a001");

    private readonly Workshop _shop = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    private static AccountId[] Everybody { get; } = [.. Enumerable.Range(1, Many).Select(number => new AccountId($"{number:x24}"))];

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Resume_unblocks_every_account()
    {
        await BeginAsync(ControlAction.Run, AccountStateStatus.Blocked);

        (await _shop.Get<OperationControl>().ResumeAsync(Id, force: false, TestEnd)).ShouldBeOfType<ControlResult.Accepted>();

        var heads = await _shop.Get<IHeadStore>().ReadAsync(Everybody, TestEnd);
        heads.Count(head => head.Commands is [{ Kind: HeadCommandKind.Unblock }]).ShouldBe(Many);
        (await StatesAsync()).Count(state => state.Active).ShouldBe(Many);
    }

    [Fact]
    public async Task A_stop_is_repeated_for_the_last_account_that_has_not_heard_it()
    {
        var operation = await BeginAsync(ControlAction.Stop, AccountStateStatus.Paused);
        await _shop.Get<IAccountStateStore>().ReactivateAsync(Id, [Everybody[^1]], TestEnd);

        (await _shop.Get<ControlWriter>().RepeatAsync(operation, TestEnd)).ShouldBeTrue();

        (await _shop.Get<IHeadStore>().ReadAsync([Everybody[^1]], TestEnd)).ShouldHaveSingleItem()
            .Control.ShouldBe(new Control(Id, ControlAction.Stop, operation.Rev));
    }

    [Fact]
    public async Task Every_account_that_a_stop_gave_free_is_taken_again()
    {
        var operation = await BeginAsync(ControlAction.Run, AccountStateStatus.Paused);

        (await _shop.Get<ControlWriter>().RepeatAsync(operation, TestEnd)).ShouldBeTrue();

        (await StatesAsync()).Count(state => state.Active).ShouldBe(Many);
        (await _shop.Get<IHeadStore>().ReadAsync(Everybody, TestEnd)).Count(head => head.Control?.Action == ControlAction.Run).ShouldBe(Many);
    }

    [Fact]
    public async Task A_start_takes_every_account_that_it_names()
    {
        foreach (var account in Everybody)
            await _shop.Get<IAccountStore>().AddAsync(new Account { Id = account, Name = "Account" }, TestEnd);

        var started = (await _shop.TryStartAsync(new StartRequest { AccountIds = Everybody })).ShouldBeOfType<StartResult.Started>();

        started.Operation.Accounts.ShouldBe(Many);
        (await _shop.Get<IHeadInbox>().DueAsync(Many + 1, TestEnd)).Accounts.Count.ShouldBe(Many);
    }

    private async Task<Operation> BeginAsync(ControlAction requested, AccountStateStatus status)
    {
        var operation = new Operation
        {
            Id = Id,
            Status = OperationStatus.Processing,
            Requested = requested,
            Strategy = Strategy.Each,
            BatchSize = 10,
            Admitted = true,
            StartTime = Sample.Noon,
        };
        await _shop.Get<IOperationStore>().InsertAsync(operation, TestEnd);
        await _shop.Get<IImport>().ImportStatesAsync(
            [.. Everybody.Select(account => new AccountState
            {
                Id = account.Value,
                OperationId = Id,
                AccountId = account,
                Status = status,
                BlockedAt = Sample.Noon,
                Fence = 1,
            })],
            TestEnd);
        return operation;
    }

    private async Task<List<AccountState>> StatesAsync()
    {
        var found = new List<AccountState>();
        await foreach (var page in _shop.Get<IAccountStateReader>().PagesAsync(Id, status: null, TestEnd))
            found.AddRange(page);
        return found;
    }
}
