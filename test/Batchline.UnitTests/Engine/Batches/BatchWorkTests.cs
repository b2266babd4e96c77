using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Batches;

public sealed class BatchWorkTests
{
    [Fact]
    public void One_bad_job_among_good_ones_fails_after_its_attempts()
    {
        var work = new AnsweredBatch("bad", "A", "B", "C");
        var asked = new List<string>();

        while (!work.Open.IsFinished)
        {
            asked.Add(work.Asks);
            work.Answer(work.Asks is "bad" ? AnswerKind.Transient : work.Asks is AnsweredBatch.Probe ? AnswerKind.Alive : AnswerKind.Good);
        }

        work.Open.Completed.ShouldBe(["A", "B", "C"]);
        work.Open.Failed.ShouldBe([new FailedJob("bad", "503", true)]);
        asked.Count(job => job == "bad").ShouldBe(Suspect.UsualAttempts);
    }

    [Fact]
    public void Jobs_that_never_work_all_fail_when_probes_are_answered()
    {
        var work = new AnsweredBatch("A", "B", "C", "D", "E");
        var requests = 0;

        while (!work.Open.IsFinished && requests++ < 100)
            work.Answer(work.Asks is AnsweredBatch.Probe ? AnswerKind.Alive : AnswerKind.Transient);

        work.Open.Failed.Select(job => job.Uuid).ShouldBe(["A", "B", "C", "D", "E"], ignoreOrder: true);
    }

    [Fact]
    public void An_outage_fails_no_job_however_long_it_lasts()
    {
        var work = new AnsweredBatch("A", "B", "C", "D", "E");

        for (var request = 0; request < 1_000; request++)
            work.Answer(AnswerKind.Transient);

        work.Open.Failed.ShouldBeEmpty();
        work.Open.Attempts.ShouldBeEmpty();
        work.Open.Remaining.Count.ShouldBe(5);
    }

    [Fact]
    public void S3_each_job_of_an_open_batch_has_exactly_one_place_whatever_is_answered()
    {
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 8], Gen.Enum<AnswerKind>().Array[0, 60]).Sample((jobs, failed, answers) =>
        {
            var work = new AnsweredBatch([.. Enumerable.Range(0, jobs).Select(job => $"J{job}")], Math.Min(jobs, failed));

            foreach (var answer in answers.TakeWhile(_ => !work.Open.IsFinished))
            {
                work.Answer(answer);
                Places(work.Open).ShouldBe(work.Open.JobUuids, ignoreOrder: true);
                work.Open.Attempts.Keys.Except(work.Open.Remaining).ShouldBeEmpty();
                work.Open.Attempts.Values.ShouldAllBe(attempts => attempts < Suspect.UsualAttempts);
            }
        }, iter: 400);
    }

    [Fact]
    public void S4_counters_move_by_exactly_what_moves_in_the_batch()
    {
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 8], Gen.Enum<AnswerKind>().Array[0, 60]).Sample((jobs, failed, answers) =>
        {
            var work = new AnsweredBatch([.. Enumerable.Range(0, jobs).Select(job => $"J{job}")], Math.Min(jobs, failed));

            foreach (var answer in answers.TakeWhile(_ => !work.Open.IsFinished))
            {
                var before = work.Run.Counters;
                work.Answer(answer);
                var (counters, open) = (work.Run.Counters, work.Open);
                (counters.Completed, counters.Missing, counters.Failed).ShouldBe((open.Completed.Count, open.Missing.Count, open.Failed.Count));
                counters.Completed.ShouldBeGreaterThanOrEqualTo(before.Completed);
                counters.Missing.ShouldBeGreaterThanOrEqualTo(before.Missing);
            }
        }, iter: 400);
    }

    [Fact]
    public void A_charge_of_a_job_that_is_done_costs_nothing()
    {
        var run = Sample.Run(BatchWork.Complete(Sample.Open("A", "B"), "A"));

        var after = Outcomes.Charge(run, [new Suspect("A", "503")]);

        after.ShouldBeEquivalentTo(run);
    }

    [Fact]
    public void Between_two_batches_nobody_is_charged()
    {
        var run = Sample.Run(open: null);

        Outcomes.Charge(run, [new Suspect("A", "503")]).ShouldBe(run);
    }

    [Fact]
    public void A_retry_asks_only_for_jobs_that_are_not_done()
    {
        var row = new Batch
        {
            Id = new BatchId("0000000000000000000000c2"),
            OperationId = Sample.Operation,
            AccountId = Sample.Account,
            Number = 2,
            JobUuids = ["A", "B", "C", "D"],
            CompletedJobs = ["A"],
            MissingJobs = ["B"],
            FailedJobs = ["C"],
            Errors = ["C: broken: really"],
            StartTime = Sample.Noon.AddHours(-1),
        };

        var open = BatchWork.Open(row, Sample.Noon);

        open.Remaining.ShouldBe(["C", "D"]);
        open.Failed.ShouldBe([new FailedJob("C", "broken: really", true)]);
        (open.StartTime, open.OpenedAt).ShouldBe((Sample.Noon.AddHours(-1), Sample.Noon));
    }

    [Fact]
    public void A_reason_that_another_program_wrote_is_kept_as_it_stands()
    {
        var row = new Batch
        {
            Id = new BatchId("0000000000000000000000c2"),
            OperationId = Sample.Operation,
            AccountId = Sample.Account,
            Number = 2,
            JobUuids = ["C"],
            FailedJobs = ["C"],
            Errors = ["C was not found"],
        };

        BatchWork.Open(row, Sample.Noon).Failed.ShouldBe([new FailedJob("C", "C was not found", true)]);
    }

    [Fact]
    public void Only_jobs_that_were_taken_for_missing_are_asked_for_again()
    {
        var open = BatchWork.Complete(BatchWork.Miss(BatchWork.Miss(Sample.Open("A", "B", "C", "D"), "A"), "B"), "C");

        var reopened = BatchWork.Reopen(open, ["B", "C"]);

        reopened.Missing.ShouldBe(["A"]);
        reopened.Remaining.ShouldBe(["D", "B"]);
    }

    [Fact]
    public void One_passing_fault_among_others_is_enough_for_a_batch_to_go_back()
    {
        var open = BatchWork.Fail(Sample.Open("A", "B"), new FailedJob("A", "other UUID", false));

        BatchWork.Close(BatchWork.Fail(open, new FailedJob("B", "503", true)), autoRetries: 3).ShouldBe(BatchStatus.Pending);
    }

    [Fact]
    public void A_batch_with_passing_faults_goes_back_by_itself_until_its_retries_are_used_up()
    {
        var open = BatchWork.Fail(BatchWork.Complete(Sample.Open("A", "B"), "A"), new FailedJob("B", "503", true));

        BatchWork.Close(open with { AutoRetries = 2 }, autoRetries: 3).ShouldBe(BatchStatus.Pending);
        BatchWork.Close(open with { AutoRetries = 3 }, autoRetries: 3).ShouldBe(BatchStatus.CompletedWithErrors);
    }

    [Fact]
    public void The_status_of_an_ended_batch_tells_what_became_of_its_jobs()
    {
        var open = Sample.Open("A", "B");
        var refused = new FailedJob("B", "other UUID", false);

        BatchWork.Close(BatchWork.Miss(BatchWork.Complete(open, "A"), "B"), 3).ShouldBe(BatchStatus.Completed);
        BatchWork.Close(BatchWork.Fail(BatchWork.Complete(open, "A"), refused), 3).ShouldBe(BatchStatus.CompletedWithErrors);
        BatchWork.Close(BatchWork.Fail(BatchWork.Miss(open, "A"), refused), 3).ShouldBe(BatchStatus.CompletedWithErrors);
        BatchWork.Close(BatchWork.Fail(BatchWork.Fail(open, refused with { Uuid = "A" }), refused), 3).ShouldBe(BatchStatus.Failed);
    }

    private static IEnumerable<string> Places(OpenBatch open) =>
        open.Completed.Concat(open.Missing).Concat(open.Remaining.Concat(open.Failed.Select(job => job.Uuid)).Distinct());
}
