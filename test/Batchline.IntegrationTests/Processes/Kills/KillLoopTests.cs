using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;

namespace Batchline.IntegrationTests.Processes.Kills;

/// <summary>kill -9 at random moments, 25 times or as often as <c>./test.sh --kills N</c> says.</summary>
[Collection(ByTheClock.OnSqlite)]
public sealed class KillLoopTests(KillRun run) : IClassFixture<KillRun>
{
    [Fact]
    public void L1_every_operation_ends_by_itself_over_25_kills()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{run}");

        run.Kills.ShouldBe(run.Wanted);
        run.Rounds.ShouldNotBeEmpty();
        run.Rounds.ShouldAllBe(round => round.Books.Status == "completed" || round.Books.Status == "completed_with_errors", $"{run}");
    }

    [Fact]
    public void S1_no_account_has_two_requests_in_flight_over_25_kills() => run.Report.S1Violations.ShouldBe(0, Told());

    [Fact]
    public void S2_the_pace_is_kept_over_25_kills() => run.Report.S2Violations.ShouldBe(0, Told());

    [Fact]
    public void S3_nothing_is_lost_or_counted_twice_over_25_kills()
    {
        foreach (var round in run.Rounds)
            round.Books.ShouldLoseNothingAndCountNothingTwice();
        foreach (var (books, accounts) in run.Rounds.Skip(1))
        {
            foreach (var account in accounts)
            {
                books.Jobs(account.Id, "jobUUIDs").ShouldBe(account.Truth.Keys, ignoreOrder: true, $"{run}");
                books.Jobs(account.Id, "missingJobs").ShouldBe(Bad(account, gone: true), ignoreOrder: true, $"{run}");
                books.Jobs(account.Id, "failedJobs").ShouldBe(Bad(account, gone: false), ignoreOrder: true, $"{run}");
            }
        }
    }

    [Fact]
    public void S4_counters_are_the_sums_over_the_batches_over_25_kills()
    {
        foreach (var (index, round) in run.Rounds.Index())
            round.Books.ShouldAddUp(listed: index == 0 ? KillRun.JobsPerAccount : 0);
    }

    [Fact]
    public void S5_no_head_and_no_job_goes_back_to_an_older_fence_over_25_kills()
    {
        run.Positions.ShouldBe(run.Tokens.Count * (1 + KillRun.JobsPerAccount));
        run.WentBack.ShouldBeEmpty($"{run}");
    }

    [Fact]
    public void S7_good_answers_are_stored_and_bad_ones_touch_nothing_over_25_kills()
    {
        foreach (var index in Enumerable.Range(0, run.Rounds[0].Accounts.Count))
        {
            // The first operation listed everything; jobs that job/get never answers rightly keep what it brought.
            var first = run.Rounds[0].Accounts[index].Truth;
            foreach (var account in run.Rounds.Select(round => round.Accounts[index]))
            {
                var expected = account.Truth.ToDictionary(
                    job => job.Key, job => account.Bad.ContainsKey(job.Key) ? first[job.Key] : job.Value);
                account.Stored.ShouldBeTheJobs(expected);
            }
        }
    }

    [Fact]
    public void S8_no_process_prints_a_token_over_25_kills()
    {
        foreach (var output in run.Outputs)
            run.Tokens.ShouldAllBe(token => !output.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Requests_resume_at_once_and_not_when_the_lease_has_run_out_over_25_kills() =>
        run.Resumed.ShouldBeLessThan(Stage.AtOnce(run.StartTook), $"{run}");

    private string Told() => $"{run}\n{string.Join('\n', run.Report.Violations)}";

    private static IEnumerable<string> Bad(KillRoundAccount account, bool gone) =>
        account.Bad.Where(job => job.Value == FaultKind.Gone == gone).Select(job => job.Key);
}
