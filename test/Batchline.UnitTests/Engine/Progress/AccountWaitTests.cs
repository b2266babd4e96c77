using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Progress;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Progress;

public sealed class AccountWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 18, 10, 20, TimeSpan.Zero);
    private static readonly DateTimeOffset Since = Now.AddMinutes(-5);
    private static readonly DateTimeOffset Until = Now.AddSeconds(45);

    private static readonly WaitContext Context = new() { Now = Now, SliceBudget = TimeSpan.FromSeconds(50) };

    [Theory]
    [InlineData(WaitingReason.Quota, "Waiting since 18:05 UTC because its Workiz quota is used up; the next request will be sent by 18:12 UTC.")]
    [InlineData(WaitingReason.Upstream, "Waiting since 18:05 UTC because Workiz does not answer properly (503: try “later”); the next request will be sent by 18:12 UTC.")]
    [InlineData(WaitingReason.Retry, "Waiting since 18:05 UTC to retry jobs that failed; the next request will be sent by 18:12 UTC.")]
    [InlineData(WaitingReason.Budget, "Waiting since 18:05 UTC because Workiz takes longer to answer than a slice may last (503: try “later”); the next request will be sent by 18:12 UTC. If this continues, raise Process:SliceBudget, which is 00:00:50.")]
    [InlineData(WaitingReason.Pace, "Waiting since 18:05 UTC because its pace allows no request yet; the next request will be sent by 18:12 UTC.")]
    public void Each_stored_reason_says_what_since_when_and_until_when(WaitingReason reason, string sentence)
    {
        var account = Waiting(reason);

        var wait = AccountWait.Of(account, Context);

        wait.ShouldBe(new AccountWait(reason, Since, Until, sentence));
    }

    [Fact]
    public void Only_times_of_another_day_have_their_date()
    {
        var account = Waiting(WaitingReason.Quota) with { Head = Head(dueAt: Now.AddHours(6)) };
        account = account with { State = account.State with { DueAt = Now.AddHours(6) } };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldNotBeNull().Sentence.ShouldBe(
            "Waiting since 18:05 UTC because its Workiz quota is used up; the next request will be sent by 2026-12-01 00:11 UTC.");
    }

    [Fact]
    public void A_time_at_a_whole_minute_is_told_as_it_is()
    {
        var account = Waiting(WaitingReason.Quota);
        account = account with { State = account.State with { DueAt = Now.AddSeconds(40) } };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldNotBeNull().Sentence.ShouldEndWith("; the next request will be sent by 18:11 UTC.");
    }

    [Fact]
    public void A_row_of_an_older_version_does_not_know_since_when()
    {
        var account = Waiting(WaitingReason.Upstream);
        account = account with { State = account.State with { WaitingSince = null, Error = null } };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldBe(new AccountWait(
            WaitingReason.Upstream, null, Until, "Waiting because Workiz does not answer properly; the next request will be sent by 18:12 UTC."));
    }

    [Fact]
    public void A_reason_stays_while_somebody_tries_again()
    {
        var account = Waiting(WaitingReason.Upstream) with { Head = Head(dueAt: null, leased: true) };
        account = account with { State = account.State with { DueAt = Now.AddMinutes(-1) } };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldNotBeNull().Sentence.ShouldBe(
            "Waiting since 18:05 UTC because Workiz does not answer properly (503: try “later”); the next request is due now.");
    }

    [Fact]
    public void An_account_with_no_reason_that_is_due_later_waits_for_its_pace()
    {
        var account = Working() with { Head = Head(dueAt: Until) };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldBe(new AccountWait(
            WaitingReason.Pace, null, Until, "Waiting because its pace allows no request yet; the next request will be sent by 18:12 UTC."));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, 0)]
    [InlineData(false, 10)]
    [InlineData(false, -29)]
    public void An_account_at_work_or_due_about_now_does_not_wait(bool leased, int? dueIn)
    {
        var account = Working() with { Head = Head(dueIn is { } seconds ? Now.AddSeconds(seconds) : null, leased) };

        AccountWait.Of(account, Context).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(WaitingReason.Quota)]
    public void An_account_that_is_due_for_long_and_held_by_nobody_waits_for_a_process(WaitingReason? reason)
    {
        var account = Waiting(reason) with { Head = Head(dueAt: Now.AddSeconds(-30)) };

        var wait = AccountWait.Of(account, Context);

        wait.ShouldBe(new AccountWait(
            WaitingReason.Worker,
            Now.AddSeconds(-30),
            null,
            "Due since 18:09 UTC, but no process is working on it. Start 'batchline serve', or call the cron tick or process-batch. If one of these is running, it is busy with other accounts."));
    }

    [Fact]
    public void An_account_that_nobody_ever_took_up_is_due_since_its_start()
    {
        var account = Working() with { Head = null };

        var wait = AccountWait.Of(account, Context);

        (wait?.Reason, wait?.Since).ShouldBe((WaitingReason.Worker, Since.AddMinutes(-5)));
    }

    [Fact]
    public void The_clock_of_the_store_tells_what_is_due()
    {
        var behind = Context with { Now = Now.AddHours(-2) };
        var account = Working() with { Head = Head(dueAt: Now.AddSeconds(-30)) };

        AccountWait.Of(account, behind).ShouldNotBeNull().Reason.ShouldBe(WaitingReason.Worker);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_store_that_takes_no_writes_comes_before_every_other_reason(bool leased)
    {
        var full = Context with { Store = new StoreRefusal(Since, "its disk is full", "Make room on it") };
        var account = Waiting(WaitingReason.Quota) with { Head = Head(dueAt: Now.AddHours(-1), leased) };

        var wait = AccountWait.Of(account, full);

        wait.ShouldBe(new AccountWait(
            WaitingReason.Store,
            Since,
            null,
            "Waiting since 18:05 UTC because the database refuses to work: its disk is full. Make room on it; work then goes on by itself."));
    }

    [Fact]
    public void An_account_on_which_the_program_itself_fails_says_so_and_when_it_is_tried_again()
    {
        var account = Waiting(WaitingReason.Quota) with { Head = Head(dueAt: Now.AddHours(-1), leased: false) };
        var until = Now.AddMinutes(5);
        var resting = Context with { Rests = id => id == account.State.AccountId ? new Rest(Since, until, 3, "InvalidOperationException") : null };

        var wait = AccountWait.Of(account, resting).ShouldNotBeNull();

        (wait.Reason, wait.Since, wait.Until).ShouldBe((WaitingReason.Worker, Since, until));
        wait.Sentence.ShouldStartWith("Waiting since 18:05 UTC because Batchline itself fails on this account (InvalidOperationException); it tries again at ");
        wait.Sentence.ShouldEndWith(" UTC. Its log has the details: please report them.");
    }

    [Theory]
    [InlineData(false, "HTTP 401: Bad key", "Blocked since 18:05 UTC because Workiz refuses its key (HTTP 401: Bad key). Give the account a new key, or resume the operation to try the present one again.")]
    [InlineData(true, "HTTP 401: Bad key.", "Blocked since 18:05 UTC because Workiz refuses its key (HTTP 401: Bad key). Give the account a new key and sync again.")]
    [InlineData(true, "Not allowed", "Blocked since 18:05 UTC because Workiz refuses its key (Not allowed). Give the account a new key and sync again.")]
    [InlineData(true, null, "Blocked since 18:05 UTC because Workiz refuses its key. Give the account a new key and sync again.")]
    [InlineData(false, "Workiz could not be reached for about a day (HTTP 503). Resume the operation.", "Blocked since 18:05 UTC: Workiz could not be reached for about a day (HTTP 503). Resume the operation.")]
    public void A_blocked_account_says_why_and_what_to_do(bool ended, string? reason, string sentence)
    {
        var state = Working().State with { Status = AccountStateStatus.Blocked, Active = false, BlockedAt = Since, Error = reason };

        var wait = AccountWait.Of(new AccountProgress(state, null), Context with { Ended = ended, Store = new StoreRefusal(Since, "its disk is full", "Make room on it") });

        wait.ShouldBe(new AccountWait(null, Since, null, sentence));
    }

    [Theory]
    [InlineData(AccountStateStatus.Completed, true)]
    [InlineData(AccountStateStatus.Paused, true)]
    [InlineData(AccountStateStatus.Cancelled, true)]
    [InlineData(AccountStateStatus.Processing, false)]
    public void An_account_that_is_not_at_work_waits_for_nothing(AccountStateStatus status, bool active)
    {
        var state = Waiting(WaitingReason.Quota).State with { Status = status, Active = active };

        AccountWait.Of(new AccountProgress(state, null), Context).ShouldBeNull();
    }

    [Fact]
    public void Every_reason_that_is_stored_has_a_sentence()
    {
        var seen = new[] { WaitingReason.Worker, WaitingReason.Store };

        foreach (var reason in Enum.GetValues<WaitingReason>().Except(seen))
            AccountWait.Of(Waiting(reason), Context).ShouldNotBeNull().Reason.ShouldBe(reason);
    }

    private static AccountProgress Waiting(WaitingReason? reason)
    {
        var working = Working();
        return working with
        {
            State = working.State with { WaitingReason = reason, WaitingSince = Since, DueAt = Until, Error = "503: try “later”" },
            Head = Head(dueAt: Until),
        };
    }

    private static AccountProgress Working() => new(
        new AccountState
        {
            Id = "state",
            OperationId = Sample.Operation,
            AccountId = Sample.Account,
            Active = true,
            StartTime = Since.AddMinutes(-5),
        },
        Head: null);

    private static HeadView Head(DateTimeOffset? dueAt, bool leased = false) => new()
    {
        AccountId = Sample.Account,
        Fence = 1,
        Seq = 1,
        Leased = leased,
        StoreNow = Now,
        DueAt = dueAt,
        Body = new HeadBody(),
    };
}
