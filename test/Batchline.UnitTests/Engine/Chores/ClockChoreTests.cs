using Batchline.Engine.Chores;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Batchline.UnitTests.Engine.Slices;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Chores;

public sealed class ClockChoreTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(-3 * 24 * 60)]
    [InlineData(-61)]
    public async Task A_clock_set_back_across_a_restart_holds_no_account_up(int minutes)
    {
        using var workshop = new Workshop(TimeSpan.FromSeconds(5));
        var account = await workshop.AddAccountAsync(1, 12);
        var operation = await workshop.StartAsync();
        await workshop.DriveAsync(TimeSpan.FromSeconds(6));
        await AnswerQuotaAsync(workshop, account);
        SetClock(workshop, TimeSpan.FromMinutes(minutes));
        (await DueAsync(workshop)).Accounts.ShouldBeEmpty();

        await ChoreOf(workshop).RunAsync(Cancel);

        (await DueAsync(workshop)).Accounts.ShouldBe([account]);
        await workshop.DriveAsync(10 * Minute);
        (await workshop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
    }

    [Fact]
    public async Task A_clock_set_back_under_a_running_process_holds_no_account_up()
    {
        using var workshop = new Workshop(TimeSpan.FromSeconds(5));
        var account = await workshop.AddAccountAsync(1, 12);
        await workshop.StartAsync();
        await workshop.DriveAsync(TimeSpan.FromSeconds(6));
        var chore = ChoreOf(workshop);
        workshop.Clock.Advance(TimeSpan.FromHours(5));
        await AnswerQuotaAsync(workshop, account);
        await chore.RunAsync(Cancel);

        // Not as far as the operation's start: only this process can know.
        SetClock(workshop, TimeSpan.FromHours(-4));
        await chore.RunAsync(Cancel);

        (await DueAsync(workshop)).Accounts.ShouldBe([account]);
    }

    [Fact]
    public async Task Nobody_is_woken_while_the_clock_goes_on_nor_twice()
    {
        using var workshop = new Workshop(TimeSpan.FromSeconds(5));
        var account = await workshop.AddAccountAsync(1, 12);
        await workshop.StartAsync();
        await workshop.DriveAsync(TimeSpan.FromSeconds(6));
        await AnswerQuotaAsync(workshop, account);
        var chore = ChoreOf(workshop);

        await chore.RunAsync(Cancel);
        (await DueAsync(workshop)).Accounts.ShouldBeEmpty();
        SetClock(workshop, TimeSpan.FromHours(-72));
        await chore.RunAsync(Cancel);
        await workshop.SliceAsync(account);
        await chore.RunAsync(Cancel);

        (await DueAsync(workshop)).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retry_that_was_planned_before_the_clock_was_set_back_comes_now()
    {
        using var workshop = new Workshop();
        var account = await workshop.AddAccountAsync(1, 4);
        workshop.Workiz.Script = request => request.Uuid == "J001" ? new WorkizAnswer.Transient("busy") : null;
        var operation = await workshop.StartAsync();
        for (var slices = 0; (await workshop.BatchesAsync(operation)) is not [{ NextAttemptAt: not null }]; slices++)
        {
            slices.ShouldBeLessThan(50);
            await workshop.DriveAsync(TimeSpan.FromSeconds(10));
        }

        workshop.Workiz.Script = _ => null;
        SetClock(workshop, TimeSpan.FromDays(-3));
        await ChoreOf(workshop).RunAsync(Cancel);
        await workshop.DriveAsync(10 * Minute);

        (await workshop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ClockChore ChoreOf(Workshop workshop) => new(workshop.Get<IHeadInbox>(), workshop.Clock);

    private static void SetClock(Workshop workshop, TimeSpan by) => workshop.Clock.AdjustTime(workshop.Clock.GetUtcNow() + by);

    private static Task<DueAccounts> DueAsync(Workshop workshop) => workshop.Get<IHeadInbox>().DueAsync(10, Cancel);

    /// <summary>The account waits half a minute.</summary>
    private static async Task AnswerQuotaAsync(Workshop workshop, AccountId account)
    {
        workshop.Workiz.Script = _ => new WorkizAnswer.QuotaReached(TimeSpan.FromSeconds(30), "slow down");
        await workshop.SliceAsync(account);
        workshop.Workiz.Script = _ => null;
    }
}
