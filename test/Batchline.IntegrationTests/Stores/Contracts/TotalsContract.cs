using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>What an operation comes to: by one statement the same as what its rows and heads say one by one.</summary>
public abstract class TotalsContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly OperationId Operation = Sample.OperationId(1);

    [Fact]
    public async Task An_operation_without_accounts_comes_to_nothing()
    {
        var totals = await Store.States.TotalsAsync(Operation, Cancel);

        totals.Accounts.ShouldBeEmpty();
        totals.Counters.ShouldBe(new Counters());
        (totals.Held, totals.Batches, totals.OpenBatches, totals.Unplanned, totals.LastBlockedAt, totals.LongestRest, totals.MostUnpaced)
            .ShouldBe((0, 0, 0, 0, null, null, 0));
    }

    [Fact]
    public async Task Totals_are_the_sum_of_what_heads_and_rows_say_whichever_is_newer()
    {
        await Store.Reservations.ReserveAsync([.. Enumerable.Range(1, 8).Where(number => number != 2).Select(number => Sample.State(1, number))], Cancel);

        // 1: the head is newer than the row. 2: the row is newer, as after a head was lost. 3: its head is at another operation.
        var first = await WriteAsync(1, RunOf(1, 1) with { Counters = Full(1) }, withState: true);
        await WriteAsync(first, RunOf(1, 1) with { Counters = Full(2), Open = Sample.Open(1, 1) });
        var newer = Projection.State(Sample.AccountId(2), RunOf(1, 2) with { Counters = Full(4), TotalBatches = 7 });
        await Store.Import.ImportStatesAsync([newer with { Fence = long.MaxValue }], Cancel);
        await Store.Reservations.ReactivateAsync(Operation, [Sample.AccountId(2)], Cancel);
        await WriteAsync(2, RunOf(1, 2) with { Counters = Full(3) }, withState: false);
        await WriteAsync(3, RunOf(2, 3) with { Counters = Full(5), Open = Sample.Open(2, 3) }, withState: false);

        // 4: no head. 5: blocked, and freed with that. 6: paused before it was planned. 7: ended. 8: held, with a head that has no run.
        await WriteAsync(5, RunOf(1, 5) with { Counters = Full(6), Status = AccountStateStatus.Blocked, BlockedAt = Now }, withState: true);
        await WriteAsync(6, RunOf(1, 6) with { Phase = RunPhase.Planning, Status = AccountStateStatus.Paused }, withState: true);
        await WriteAsync(7, RunOf(1, 7) with { Phase = RunPhase.Ended, Status = AccountStateStatus.Completed, Counters = Full(7) }, withState: true);
        await Store.Inbox.WakeAsync([Sample.AccountId(8)], Cancel);

        var totals = await Store.States.TotalsAsync(Operation, Cancel);

        var merged = await MergedAsync();
        totals.Counters.ShouldBe(merged.Aggregate(new Counters(), (sum, state) => sum.Plus(state.Counters)));
        totals.Counters.ShouldBe(Full(2 + 4 + 6 + 7));
        totals.Accounts.ShouldBe(
            new Dictionary<AccountStateStatus, int>
            {
                [AccountStateStatus.Processing] = 5,
                [AccountStateStatus.Completed] = 1,
                [AccountStateStatus.Paused] = 1,
                [AccountStateStatus.Blocked] = 1,
            },
            ignoreOrder: true);
        totals.Accounts.ShouldBe(merged.CountBy(state => state.Status), ignoreOrder: true);
        (totals.Held, totals.Batches, totals.OpenBatches, totals.Unplanned, totals.LastBlockedAt).ShouldBe((6, 3 + 7 + 3 + 3 + 3, 1, 4, Now));
        (merged.Count(state => state.Active), merged.Sum(state => state.TotalBatches), merged.Count(state => state.IsUnplanned)).ShouldBe((6, 19, 4));
    }

    [Fact]
    public async Task Other_operations_and_what_their_heads_do_are_not_counted()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(2, 2)], Cancel);
        await WriteAsync(2, RunOf(2, 2) with { Counters = Full(1) }, withState: true);

        var totals = await Store.States.TotalsAsync(Operation, Cancel);

        totals.Accounts.ShouldBe([new(AccountStateStatus.Processing, 1)]);
        totals.Counters.ShouldBe(new Counters());
    }

    [Fact]
    public async Task The_longest_rest_is_a_wait_and_the_calls_left_at_their_pace()
    {
        await Store.Reservations.ReserveAsync([.. Enumerable.Range(1, 5).Select(number => Sample.State(1, number))], Cancel);
        var pending = new Counters { Total = 100, Completed = 40 };

        // 60 calls of 2.5 s and a wait of 10 s; a wait alone; ended accounts do not count, nor does what an unknown pace would take.
        await WriteAsync(1, RunOf(1, 1) with { Counters = pending }, true, perCall: 2.5, wait: 10);
        await WriteAsync(2, RunOf(1, 2) with { Counters = new Counters { Total = 5, Completed = 5 } }, true, perCall: 1, wait: 100);
        await WriteAsync(3, RunOf(1, 3) with { Phase = RunPhase.Ended, Status = AccountStateStatus.Completed, Counters = pending }, true, perCall: 100);
        await WriteAsync(4, RunOf(1, 4) with { Counters = pending with { Total = 340 } }, true);

        var totals = await Store.States.TotalsAsync(Operation, Cancel);

        totals.LongestRest.ShouldBe(TimeSpan.FromSeconds(160));
        totals.MostUnpaced.ShouldBe(300);
    }

    [Theory]
    [InlineData(false, 3600)]
    [InlineData(true, 7)]
    public async Task An_account_that_is_due_later_rests_until_then_unless_somebody_is_at_work(bool leased, int seconds)
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        var head = await AcquireAsync(Sample.AccountId(1));
        var write = Write(head) with
        {
            Body = new HeadBody { Run = RunOf(1, 1), PerCall = TimeSpan.FromSeconds(1) },
            Wait = TimeSpan.FromSeconds(7),
            DueIn = TimeSpan.FromHours(1),
            Lease = leased ? Lease : TimeSpan.Zero,
        };
        await CommitAsync(head, write);

        (await Store.States.TotalsAsync(Operation, Cancel)).LongestRest.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Accounts_without_a_total_are_found_until_they_are_planned_or_at_an_end()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2)], Cancel);
        var before = await Store.States.AnyUnplannedAsync(Operation, Cancel);
        await WriteAsync(1, RunOf(1, 1), withState: true);
        var one = await Store.States.AnyUnplannedAsync(Operation, Cancel);
        await WriteAsync(2, RunOf(1, 2) with { Phase = RunPhase.Listing, Status = AccountStateStatus.Blocked, BlockedAt = Now }, withState: true);

        var none = await Store.States.AnyUnplannedAsync(Operation, Cancel);

        (before, one, none).ShouldBe((true, true, false));
        (await Store.States.AnyUnplannedAsync(Sample.OperationId(2), Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_last_block_of_an_operation_is_found()
    {
        await Store.Reservations.ReserveAsync([Sample.State(1, 1), Sample.State(1, 2), Sample.State(1, 3)], Cancel);
        var none = await Store.States.LastBlockedAtAsync(Operation, Cancel);
        foreach (var (account, minutes) in new[] { (1, 10), (2, 30), (3, 20) })
            await WriteAsync(account, RunOf(1, account) with { Status = AccountStateStatus.Blocked, BlockedAt = Now.AddMinutes(minutes) }, withState: true);

        var last = await Store.States.LastBlockedAtAsync(Operation, Cancel);

        none.ShouldBeNull();
        last.ShouldBe(Now.AddMinutes(30));
    }

    [Fact]
    public async Task A_control_concerns_accounts_that_the_operation_holds_and_waiting_ones_that_nobody_holds()
    {
        await Store.Reservations.ReserveAsync([.. Enumerable.Range(1, 6).Select(number => Sample.State(1, number))], Cancel);
        await WriteAsync(2, RunOf(1, 2) with { Status = AccountStateStatus.Blocked, BlockedAt = Now }, withState: true);
        await WriteAsync(3, RunOf(1, 3) with { Status = AccountStateStatus.Blocked, BlockedAt = Now }, withState: true);
        await WriteAsync(4, RunOf(1, 4) with { Status = AccountStateStatus.Paused, Stopped = true }, withState: true);
        await WriteAsync(5, RunOf(1, 5) with { Status = AccountStateStatus.Paused }, withState: true);
        await WriteAsync(6, RunOf(1, 6) with { Phase = RunPhase.Ended, Status = AccountStateStatus.Completed }, withState: true);
        await Store.Reservations.ReserveAsync([Sample.State(2, 3)], Cancel);

        (await SteeredAsync(null, held: false)).ShouldBe([1, 2, 4, 5]);
        (await SteeredAsync(null, held: true)).ShouldBe([1, 5]);
        (await SteeredAsync(AccountStateStatus.Paused, held: false)).ShouldBe([4, 5]);
        (await SteeredAsync(AccountStateStatus.Paused, held: true)).ShouldBe([5]);
        (await SteeredAsync(AccountStateStatus.Blocked, held: false)).ShouldBe([2]);
        (await SteeredAsync(null, held: false, after: 1, limit: 2)).ShouldBe([2, 4]);
        (await SteeredAsync(null, held: false, after: 5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queued_command_of_an_operation_is_found_until_it_is_handled()
    {
        await Store.Inbox.AppendAsync([Sample.AccountId(1), Sample.AccountId(2)], Sample.Command(1), Cancel);
        await Store.Inbox.AppendAsync([Sample.AccountId(3)], Sample.Command(2) with { OperationId = Sample.OperationId(3) }, Cancel);
        await Store.Inbox.AppendAsync([Sample.AccountId(4)], Sample.Command(3) with { OperationId = null }, Cancel);

        var (one, two) = (await Store.Inbox.HasCommandAsync(Operation, Cancel), await Store.Inbox.HasCommandAsync(Sample.OperationId(2), Cancel));
        await Store.Inbox.RemoveAsync(Sample.AccountId(1), Sample.Command(1).Id, Cancel);
        var head = await AcquireAsync(Sample.AccountId(2));
        var left = await Store.Inbox.HasCommandAsync(Operation, Cancel);
        await CommitAsync(head, Write(head) with { HandledCommands = [Sample.Command(1).Id], SeenCommands = [Sample.Command(1).Id] });

        (one, two, left, await Store.Inbox.HasCommandAsync(Operation, Cancel)).ShouldBe((true, false, true, false));
    }

    private async Task<List<AccountState>> MergedAsync()
    {
        var merged = new List<AccountState>();
        foreach (var row in await Store.States.ListAsync(Operation, null, null, 100, Cancel))
        {
            var head = row.Active ? (await Store.Heads.ReadAsync([row.AccountId], Cancel)).SingleOrDefault() : null;
            merged.Add(Projection.Merge(row, head));
        }

        return merged;
    }

    private async Task<List<int>> SteeredAsync(AccountStateStatus? status, bool held, int? after = null, int limit = 10)
    {
        var found = await Store.States.ListSteeredAsync(Operation, status, held, after is { } number ? Sample.AccountId(number) : null, limit, Cancel);
        return [.. found.Select(account => Enumerable.Range(1, 9).Single(number => Sample.AccountId(number) == account))];
    }

    private async Task<HeadView> WriteAsync(int account, Run run, bool withState, double perCall = 0, double wait = 0)
    {
        var id = Sample.AccountId(account);
        var head = await AcquireAsync(id, $"owner of {account}");
        var checkpoint = new Checkpoint
        {
            AccountId = id,
            State = withState ? Projection.State(id, run) : null,
            Head = Release(head) with
            {
                Body = new HeadBody { Run = run, PerCall = TimeSpan.FromSeconds(perCall) },
                Wait = TimeSpan.FromSeconds(wait),
            },
        };
        return (await Store.Heads.CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
    }

    private async Task WriteAsync(HeadView before, Run run)
    {
        var head = await AcquireAsync(before.AccountId, "the next owner");
        await CommitAsync(head, Release(head) with { Body = new HeadBody { Run = run } });
    }

    private static Run RunOf(int operation, int account) => new()
    {
        OperationId = Sample.OperationId(operation),
        StateId = Sample.State(operation, account).Id,
        Phase = RunPhase.Processing,
        TotalBatches = 3,
        StartTime = Sample.Start,
    };

    /// <summary>Every counter differs from the others. Its parts of seconds are exact.</summary>
    private static Counters Full(int times) => new()
    {
        Total = 100 * times,
        Completed = 20 * times,
        Unchanged = 3 * times,
        Missing = 4 * times,
        Failed = 5 * times,
        OddRows = 6 * times,
        ListingsFailed = 7 * times,
        Calls = 8 * times,
        RateLimited = 9 * times,
        Retried = 10 * times,
        BatchesCompleted = 11 * times,
        BatchesWithErrors = 12 * times,
        BatchesFailed = 13 * times,
        BatchesCancelled = 14 * times,
        Retries = 15 * times,
        BatchSeconds = 16.5 * times,
        BatchesTimed = 17 * times,
    };
}
