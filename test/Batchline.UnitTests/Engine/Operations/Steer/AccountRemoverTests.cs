using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Stores.Memory.Accounts;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Operations;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.Steer;

public sealed class AccountRemoverTests
{
    private const int BeforeMark = 0;
    private const int BeforeDecision = 1;
    private const int BeforeDeletion = 2;
    private const int AfterDeletion = 3;

    private static readonly AccountId Id = new("00000000000000000000acc0");
    private static readonly OperationId Operation = new("00000000000000000000a001");

    private readonly MemoryState _state = new(new FakeTimeProvider());
    private readonly AccountStore _accounts;
    private readonly AccountStateStore _states;
    private readonly IdGenerator _ids = new(TimeProvider.System, new Random(1));

    public AccountRemoverTests()
    {
        _accounts = new AccountStore(_state);
        _states = new AccountStateStore(_state);
    }

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BeforeMark, false)]
    [InlineData(BeforeDecision, false)]
    [InlineData(BeforeDecision, true)]
    [InlineData(BeforeDeletion, false)]
    [InlineData(BeforeDeletion, true)]
    [InlineData(AfterDeletion, false)]
    [InlineData(AfterDeletion, true)]
    public async Task A_deletion_that_was_begun_is_finished_wherever_its_process_died(int step, bool withJobs)
    {
        await AddAsync();

        await Should.ThrowAsync<DiedException>(() => Remover(new Steps(_accounts) { DieBefore = step }).RemoveAsync(Id, withJobs, TestEnd));
        await Remover().FinishAsync(TestEnd);

        var begun = step != BeforeMark;
        _state.Accounts.ContainsKey(Id.Value).ShouldBe(!begun);
        _state.Jobs.ContainsKey(Id).ShouldBe(!begun || !withJobs);
        (await _accounts.GetAsync(Id, TestEnd))?.Deletion.ShouldBeNull();
    }

    [Fact]
    public async Task A_deletion_that_an_operation_forbids_loses_its_mark_when_its_process_died()
    {
        await AddAsync();
        var steps = new Steps(_accounts) { DieBefore = BeforeDecision, AfterMark = ReserveAsync };

        await Should.ThrowAsync<DiedException>(() => Remover(steps).RemoveAsync(Id, deleteJobs: true, TestEnd));
        await Remover().FinishAsync(TestEnd);

        (await _accounts.GetAsync(Id, TestEnd))!.Deletion.ShouldBeNull();
        _state.Jobs.ContainsKey(Id).ShouldBeTrue();
        (await _states.GetActiveAsync(Id, TestEnd))!.OperationId.ShouldBe(Operation);
    }

    [Fact]
    public async Task A_deletion_that_is_decided_is_carried_out_whatever_began_since()
    {
        await AddAsync();
        await _accounts.MarkAsync(Id, null, new AccountDeletion("decided", WithJobs: false, Decided: true), TestEnd);
        await ReserveAsync();

        await Remover().FinishAsync(TestEnd);

        (await _accounts.GetAsync(Id, TestEnd)).ShouldBeNull();
    }

    [Fact]
    public async Task An_operation_that_begins_when_another_deletion_took_its_mark_away_keeps_the_account()
    {
        await AddAsync();
        OperationId? other = null;
        var steps = new Steps(_accounts)
        {
            // An operation reserves the account, sees a mark and withdraws; the other deletion comes by in between.
            AfterMark = async () =>
            {
                await ReserveAsync();
                other = await Remover().RemoveAsync(Id, deleteJobs: false, TestEnd);
                await _states.WithdrawAsync(Operation, null, TestEnd);
            },

            // No mark stands now, so the next one to begin stays.
            OnDecision = ReserveAsync,
        };

        (await Remover(steps).RemoveAsync(Id, deleteJobs: true, TestEnd)).ShouldBe(Operation);

        other.ShouldBe(Operation);
        (await _accounts.GetAsync(Id, TestEnd))!.Deletion.ShouldBeNull();
    }

    [Fact]
    public async Task A_deletion_that_others_finish_still_deletes_the_jobs_it_was_asked_to()
    {
        await AddAsync();
        var steps = new Steps(_accounts) { AfterMark = () => Remover().RemoveAsync(Id, deleteJobs: false, TestEnd) };

        (await Remover(steps).RemoveAsync(Id, deleteJobs: true, TestEnd)).ShouldBeNull();

        _state.Jobs.ContainsKey(Id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_mark_of_an_earlier_version_is_settled_too()
    {
        await AddAsync();
        _state.Accounts[Id.Value] = _state.Accounts[Id.Value] with { Deletion = new AccountDeletion("", WithJobs: false, Decided: false) };

        await Remover().FinishAsync(TestEnd);

        (await _accounts.GetAsync(Id, TestEnd)).ShouldBeNull();
        _state.Jobs.ContainsKey(Id).ShouldBeTrue();
    }

    [Fact]
    public async Task All_deletions_are_finished_however_many()
    {
        foreach (var number in Enumerable.Range(1, 250))
        {
            var mark = new AccountDeletion("mark", WithJobs: false, Decided: false);
            await _accounts.AddAsync(new Account { Id = new AccountId($"{number:x24}"), Name = "Account", Deletion = mark }, TestEnd);
        }

        await Remover().FinishAsync(TestEnd);

        _state.Accounts.ShouldBeEmpty();
    }

    private AccountRemover Remover(IAccountDeletions? deletions = null) => new(_accounts, deletions ?? _accounts, _states, _ids);

    private async Task AddAsync()
    {
        await _accounts.AddAsync(new Account { Id = Id, Name = "Account" }, TestEnd);
        _state.Jobs[Id] = [];
    }

    private async Task ReserveAsync() =>
        await _states.ReserveAsync([new AccountState { Id = _ids.Next(), OperationId = Operation, AccountId = Id, Active = true }], TestEnd);

    private sealed class DiedException : Exception;

    /// <summary>Dies before one of its writes, and lets something happen right after the mark.</summary>
    private sealed class Steps(AccountStore inner) : IAccountDeletions
    {
        private int _steps;

        public int? DieBefore { get; init; }

        public Func<Task>? AfterMark { get; set; }

        public Func<Task>? OnDecision { get; init; }

        public async Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken)
        {
            Step();
            if (mark is { Decided: true } && OnDecision is { } happening)
                await happening();
            var marked = await inner.MarkAsync(id, was, mark, cancellationToken);
            if (AfterMark is { } happens)
            {
                AfterMark = null;
                await happens();
            }

            return marked;
        }

        public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken) =>
            inner.ListMarkedAsync(after, limit, cancellationToken);

        public async Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
        {
            Step();
            await inner.DeleteAsync(id, deleteJobs, cancellationToken);
            Step();
        }

        private void Step()
        {
            if (_steps++ == DieBefore)
                throw new DiedException();
        }
    }
}
