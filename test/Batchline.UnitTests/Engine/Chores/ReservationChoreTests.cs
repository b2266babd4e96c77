using Batchline.Engine.Chores;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Chores;

public sealed class ReservationChoreTests
{
    private static readonly OperationId Gone = new(new string('9', 24));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_held_by_an_operation_that_is_gone_is_freed_and_one_at_work_is_not()
    {
        using var workshop = new Workshop();
        await workshop.AddAccountAsync(1, 4);
        var operation = await workshop.StartAsync();
        await ReserveAsync(workshop, new AccountId(new string('8', 24)));

        await ChoreOf(workshop).RunAsync(Cancel);

        (await HoldersAsync(workshop)).ShouldBe([operation]);
    }

    [Fact]
    public async Task It_looks_once_a_minute()
    {
        using var workshop = new Workshop();
        var chore = ChoreOf(workshop);
        await chore.RunAsync(Cancel);
        await ReserveAsync(workshop, new AccountId(new string('8', 24)));

        workshop.Clock.Advance(TimeSpan.FromSeconds(59));
        await chore.RunAsync(Cancel);
        (await HoldersAsync(workshop)).ShouldBe([Gone]);
        workshop.Clock.Advance(TimeSpan.FromSeconds(1));
        await chore.RunAsync(Cancel);

        (await HoldersAsync(workshop)).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<OperationId>> HoldersAsync(Workshop workshop) => workshop.Get<IAccountStateStore>().HoldersAsync(Cancel);

    /// <summary>As a process had sent it that died, before its operation was cleared away.</summary>
    private static Task<IReadOnlyList<BusyAccount>> ReserveAsync(Workshop workshop, AccountId account) => workshop.Get<IAccountStateStore>().ReserveAsync(
        [new AccountState { Id = workshop.Get<IdGenerator>().Next(), OperationId = Gone, AccountId = account, Active = true, StartTime = workshop.Clock.GetUtcNow() }], Cancel);

    private static ReservationChore ChoreOf(Workshop workshop) =>
        new(workshop.Get<IAccountStateStore>(), workshop.Get<IOperationStore>(), workshop.Clock);
}
