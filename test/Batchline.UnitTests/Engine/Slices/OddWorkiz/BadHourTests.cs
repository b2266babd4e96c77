using Batchline.Engine.Faults;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.OddWorkiz;

/// <summary>Row g: all jobs are answered badly in the same way while Workiz answers the probe.</summary>
public sealed class BadHourTests
{
    private const int Jobs = 12;
    private const string Reason = "refused by Workiz: Something went wrong";

    /// <summary>Each with the number of calls to jobs and to the probe that seven minutes of it take.</summary>
    public static TheoryData<WorkizAnswer, int, int> BadAnswers => new()
    {
        { new WorkizAnswer.Invalid(Reason) { MayPass = true }, 22, 6 },
        { new WorkizAnswer.Invalid(Reason), 22, 6 },
        { new WorkizAnswer.TooLarge(Reason), 22, 6 },
        { new WorkizAnswer.Transient(Reason), 22, 6 },
        { new WorkizAnswer.Refused(Reason), 22, 7 },
    };

    /// <summary>Each with the number of calls to jobs and to the probe until the path is given up.</summary>
    public static TheoryData<WorkizAnswer, int, int> BadAnswersForEver => new()
    {
        { new WorkizAnswer.Invalid(Reason) { MayPass = true }, TroublePolicy.MostTries + 15, TroublePolicy.MostTries },
        { new WorkizAnswer.Invalid(Reason), TroublePolicy.MostTries + 15, TroublePolicy.MostTries },
        { new WorkizAnswer.TooLarge(Reason), TroublePolicy.MostTries + 15, TroublePolicy.MostTries },
        { new WorkizAnswer.Transient(Reason), TroublePolicy.MostTries + 15, TroublePolicy.MostTries },
        { new WorkizAnswer.Refused(Reason), TroublePolicy.MostTries + 15, TroublePolicy.MostTries + 1 },
    };

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task G_Seven_minutes_of_the_same_refusal_fail_no_job(WorkizAnswer bad, int gets, int probes)
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, Jobs);
        var end = Sample.Noon.AddMinutes(7);
        shop.Workiz.Script = request => request.Kind == "get" && request.At < end ? bad : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.Each });

        await shop.DriveAsync(TimeSpan.FromMinutes(6));
        var waiting = await shop.StateAsync(operation, account);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (waiting.WaitingReason, waiting.Error, waiting.Counters.Failed).ShouldBe((WaitingReason.Upstream, Reason, 0));
        var ended = await shop.OperationAsync(operation);
        ended.Status.ShouldBe(OperationStatus.Completed);
        (ended.EndTime - end).ShouldNotBeNull().ShouldBeLessThan(TimeSpan.FromMinutes(6));
        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Error.ShouldBeNull(),
            state => (state.Counters.Completed, state.Counters.Failed, state.Counters.Retries).ShouldBe((Jobs, 0, 0)));
        (shop.Workiz.Count("get"), shop.Workiz.Count("probe")).ShouldBe((gets, probes));
    }

    [Theory]
    [MemberData(nameof(BadAnswersForEver))]
    public async Task G_A_refusal_of_all_jobs_that_never_ends_fails_each_with_its_reason(WorkizAnswer bad, int gets, int probes)
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, Jobs);
        shop.Workiz.Script = request => request.Kind == "get" ? bad : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.Each });

        await shop.DriveAsync(TimeSpan.FromHours(3));

        var ended = await shop.OperationAsync(operation);
        ended.Status.ShouldBe(OperationStatus.Failed);
        (ended.EndTime - ended.StartTime).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(25));
        (await shop.StateAsync(operation, account)).Counters.Failed.ShouldBe(Jobs);
        (await shop.BatchesAsync(operation)).SelectMany(batch => batch.Errors).Order().ShouldBe(Enumerable.Range(0, Jobs).Select(job => $"J{job:000}: {Reason}"));
        (shop.Workiz.Count("get"), shop.Workiz.Count("probe")).ShouldBe((gets, probes));
    }

    [Fact]
    public async Task G_One_such_job_among_good_ones_stays_that_jobs_failure()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, Jobs);
        shop.Workiz.Script = request => request.Uuid == "J004" ? new WorkizAnswer.Invalid(Reason) : null;
        var operation = await shop.StartAsync(new StartRequest { Strategy = Strategy.Each });

        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.BatchesAsync(operation)).SelectMany(batch => batch.Errors).ShouldBe([$"J004: {Reason}"]);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(Jobs - 1);
        (shop.Workiz.Count("get"), shop.Workiz.Count("probe")).ShouldBe((Jobs, 0));
    }

    [Fact]
    public async Task G_Not_found_for_most_jobs_is_another_accounts_key_and_a_refusal_of_them_is_not()
    {
        using var gone = new Workshop();
        using var refused = new Workshop();
        var accounts = (Gone: await gone.AddAccountAsync(1, 30), Refused: await refused.AddAccountAsync(1, 30));
        gone.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Gone() : null;
        refused.Workiz.Script = request => request.Kind == "get" ? new WorkizAnswer.Invalid("HTTP 404: Invalid end point") { MayPass = true } : null;
        var operations = (Gone: await gone.StartAsync(), Refused: await refused.StartAsync());

        await gone.DriveAsync(TimeSpan.FromMinutes(5));
        await refused.DriveAsync(TimeSpan.FromMinutes(5));

        (await gone.StateAsync(operations.Gone, accounts.Gone)).Error.ShouldNotBeNull().ShouldContain("another Workiz account");
        (await refused.StateAsync(operations.Refused, accounts.Refused)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(AccountStateStatus.Processing),
            state => state.Error.ShouldBe("HTTP 404: Invalid end point"),
            state => (state.WaitingReason, state.Counters.Failed, state.Counters.Missing).ShouldBe((WaitingReason.Upstream, 0, 0)));
    }
}
