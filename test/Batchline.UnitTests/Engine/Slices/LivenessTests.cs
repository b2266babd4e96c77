using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>
/// L1 whatever Workiz answers and never stops answering: each kind of answer, at each place, met by each step that asks, at
/// three paces. The answers come from the types and the steps from their files, so that a new one cannot be left out.
/// </summary>
public sealed class LivenessTests
{
    private const int Jobs = 6;
    private static readonly TimeSpan[] Paces = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(11)];
    private static readonly TimeSpan Enough = TimeSpan.FromDays(30);

    /// <summary>Shorter than the window in which a request may leave.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits longer than this have a reason.</summary>
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public static TheoryData<string, EndlessPlace> Cases()
    {
        var cases = new TheoryData<string, EndlessPlace>();
        foreach (var answer in EndlessAnswers.All.Keys)
        {
            foreach (var place in Enum.GetValues<EndlessPlace>())
                cases.Add(answer, place);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task L1_An_answer_that_never_changes_ends_every_operation_within_a_bounded_number_of_calls(string answer, EndlessPlace place)
    {
        foreach (var pace in Paces)
        {
            foreach (var (step, prepare) in AskingSteps.All)
            {
                var what = $"{answer} at {place}, {step}, a pace of {pace}";
                using var shop = new Workshop { Interval = pace };
                shop.Workiz.Latency = TimeSpan.Zero;
                var account = await shop.AddAccountAsync(1, Jobs);
                await prepare(shop, account, EndlessAnswers.Script(place, answer));
                var operation = await StartAsync(shop, place);

                await DriveAsync(shop, account, operation, what);

                await EndedAsync(shop, account, operation, what);
                shop.Workiz.Requests.Count.ShouldBeLessThanOrEqualTo(EndlessAnswers.MostCalls(place, answer), what);
            }
        }
    }

    [Fact]
    public async Task L1_Without_a_key_every_operation_is_blocked_with_the_reason_and_nothing_is_sent()
    {
        foreach (var pace in Paces)
        {
            foreach (var (step, prepare) in AskingSteps.All)
            {
                using var shop = new Workshop { Interval = pace };
                var account = await shop.AddAccountAsync(1, Jobs, withKey: false);
                await prepare(shop, account, _ => null);
                var operation = await StartAsync(shop, EndlessPlace.EveryJob);

                await DriveAsync(shop, account, operation, step);

                shop.Workiz.Requests.Where(request => request.Token != AskingSteps.OtherKey).ShouldBeEmpty(step);
                await EndedAsync(shop, account, operation, step);
            }
        }
    }

    [Fact]
    public void Every_kind_of_answer_is_among_the_endless_ones()
    {
        var kinds = typeof(WorkizAnswer).GetNestedTypes().Where(kind => kind != typeof(WorkizAnswer.NotSent));

        EndlessAnswers.All.Values.Select(answer => answer(new WorkizRequest("1", "get", "J000", null, Sample.Noon)).GetType()).Distinct()
            .ShouldBe(kinds, ignoreOrder: true);
        foreach (var answer in EndlessAnswers.All.Values)
            AnswerTable.Of(answer(new WorkizRequest("1", "get", "J000", null, Sample.Noon))).ShouldNotBeNull();
    }

    [Fact]
    public void Every_step_that_asks_is_among_those_that_meet_them()
    {
        var asking = SourceTree.Files("src/Batchline.Engine/Slices/Steps")
            .Where(file => file.Text.Contains("slice.SendAsync(", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file.Path));

        AskingSteps.All.Keys.ShouldBe(asking, ignoreOrder: true);
    }

    private static Task<OperationId> StartAsync(Workshop shop, EndlessPlace place) => shop.StartAsync(new StartRequest
    {
        Strategy = place is EndlessPlace.List or EndlessPlace.SecondPage ? Strategy.ListFirst : Strategy.Each,
        BatchSize = 2,
    });

    /// <summary>As a worker does, and whenever the account waits, it says why.</summary>
    private static async Task DriveAsync(Workshop shop, AccountId account, OperationId operation, string what)
    {
        for (var end = shop.Clock.GetUtcNow() + Enough; shop.Clock.GetUtcNow() < end;)
        {
            var due = await shop.Get<IHeadInbox>().DueAsync(1, TestEnd);
            if (due.Accounts.Count == 0 && due.Next is null && shop.IsNothingPlanned)
                return;
            foreach (var ready in due.Accounts)
                await shop.Clock.PassUntilDone(shop.BeginSlice(ready), Step);
            await SaysWhyAsync(shop, account, operation, what);
            shop.Clock.Advance(due.Next ?? (due.Accounts.Count > 0 ? TimeSpan.FromMilliseconds(1) : shop.Poll));
        }
    }

    private static async Task SaysWhyAsync(Workshop shop, AccountId account, OperationId operation, string what)
    {
        var head = await shop.HeadAsync(account);
        var state = await shop.StateAsync(operation, account);
        if (state.Status == AccountStateStatus.Processing && head.DueAt - shop.Clock.GetUtcNow() > Minute && head.Body.Run?.OperationId == operation)
        {
            state.WaitingReason.ShouldNotBeNull(what);
            state.WaitingSince.ShouldNotBeNull(what);
        }
    }

    private static async Task EndedAsync(Workshop shop, AccountId account, OperationId operation, string what)
    {
        var state = await shop.StateAsync(operation, account);
        if (state.Status == AccountStateStatus.Blocked)
            state.Error.ShouldNotBeNullOrEmpty(what);
        else
            OperationTransitions.IsTerminal((await shop.OperationAsync(operation)).Status).ShouldBeTrue($"{what}: {(await shop.OperationAsync(operation)).Status}, {state.WaitingReason}, {state.Error}");
        (state.Counters.Pending == 0 || state.Status == AccountStateStatus.Blocked).ShouldBeTrue(what);
    }
}
