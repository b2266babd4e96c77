using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Judge;

namespace Batchline.IntegrationTests.Processes;

/// <summary>What a run says it did, with everything going wrong that can, is what the remote's log explains job by job.</summary>
[Collection(ByTheClock.OnSqlite)]
public sealed class EveryFaultTests
{
    [Fact]
    public async Task Each_outcome_is_what_the_answers_of_its_job_say()
    {
        await using var run = await EveryFaultRun.StartAsync();
        var seed = EveryFaultRun.Seed;
        var accounts = await run.AddAccountsAsync();
        (await run.OperateAsync("listFirst", killing: null)).ShouldLoseNothingAndCountNothingTwice();
        var listed = run.Tokens.Select(run.Truth).ToList();
        run.ChangeEveryJob();
        var begun = run.Requests;

        var books = await run.OperateAsync("each", new Random(seed));

        books.ShouldLoseNothingAndCountNothingTwice();
        books.ShouldAddUp(listed: 0);
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, account) in accounts.Index())
        {
            var answers = run.Answers(index, begun);
            answers.Keys.ShouldBe(listed[index].Keys, ignoreOrder: true, $"Seed {seed}, {run}");
            var (completed, missing) = (books.Jobs(account, "completedJobs").ToHashSet(), books.Jobs(account, "missingJobs").ToHashSet());

            // A job that is done may be asked for once more, to bear witness when others are answered badly: that answer changes nothing.
            completed.ShouldBeSubsetOf(Of(answers, records => records.Any(IsGood)));
            Of(answers, records => IsGood(records[^1])).ShouldBeSubsetOf(completed, $"Seed {seed}, {run}");
            missing.ShouldBeSubsetOf(Of(answers, records => records.Any(IsGone)));
            Of(answers, records => IsGone(records[^1])).Except(completed).ShouldBeSubsetOf(missing, $"Seed {seed}, {run}");
            foreach (var (kind, count) in answers.Values.CountBy(records => records[^1].Fault))
                kinds[$"{kind}"] = kinds.GetValueOrDefault($"{kind}") + count;

            var truth = run.Truth(run.Tokens[index]);
            (await run.StoredAsync(account)).ShouldBeTheJobs(
                truth.ToDictionary(job => job.Key, job => completed.Contains(job.Key) ? job.Value : listed[index][job.Key]));
        }
        run.Report.S1Violations.ShouldBe(0, string.Join('\n', run.Report.Violations));
        run.Report.S2Violations.ShouldBe(0, string.Join('\n', run.Report.Violations));
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}: {Jobs(books)}; last answers {string.Join(' ', kinds)}; {run}");
    }

    /// <summary>Status 499: it came too late, and nobody listened any more.</summary>
    private static bool IsGood(RequestRecord answer) => answer is { Fault: FaultKind.None or FaultKind.SlowBody, Status: 200 };

    private static bool IsGone(RequestRecord answer) => answer.Fault == FaultKind.Gone;

    private static List<string> Of(IReadOnlyDictionary<string, List<RequestRecord>> answers, Func<List<RequestRecord>, bool> which) =>
        [.. answers.Where(answer => which(answer.Value)).Select(answer => answer.Key)];

    private static JsonElement Jobs(Books books) => books.Progress.GetProperty("jobs");
}
