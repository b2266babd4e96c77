using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Batches;

public sealed class PlannerTests
{
    private static readonly PlanCursor Start = new(null, 0, 0);
    private readonly KeptBatches _batches = new();

    [Fact]
    public async Task Jobs_are_cut_into_batches_in_their_order()
    {
        var (cursor, last) = await StepAsync(new FixedKeys(25), 10, Start);

        _batches.Planned.Select(batch => (batch.Number, batch.JobUuids.Count)).ShouldBe([(1, 10), (2, 10), (3, 5)]);
        _batches.Planned.SelectMany(batch => batch.JobUuids).ShouldBe(FixedKeys.Names(25));
        (cursor, last).ShouldBe((new PlanCursor("J00024", 3, 25), true));
    }

    [Fact]
    public async Task Numbers_continue_behind_the_cursor()
    {
        var (cursor, _) = await StepAsync(new FixedKeys(25), 10, new PlanCursor("J00019", 7, 70));

        _batches.Planned.ShouldHaveSingleItem().Number.ShouldBe(8);
        cursor.ShouldBe(new PlanCursor("J00024", 8, 75));
    }

    [Fact]
    public async Task A_batch_carries_the_order_of_the_head_that_planned_it()
    {
        await StepAsync(new FixedKeys(3), 10, Start);

        var batch = _batches.Planned.ShouldHaveSingleItem();
        (batch.OperationId, batch.AccountId, batch.Status, batch.Fence, batch.Seq)
            .ShouldBe((Sample.Operation, Sample.Account, BatchStatus.Pending, 7, 3));
    }

    [Fact]
    public async Task An_account_without_jobs_gets_no_batch_and_costs_no_write()
    {
        var (cursor, last) = await StepAsync(new FixedKeys(0), 10, Start);

        _batches.Writes.ShouldBe(0);
        (cursor, last).ShouldBe((Start, true));
    }

    [Fact]
    public async Task The_selection_is_passed_on()
    {
        var keys = new FixedKeys(5);
        var selection = new JobSelection { NotSeenIn = Sample.Operation, Full = true };

        await StepAsync(keys, 10, Start, selection);

        keys.Asked.ShouldBe([selection]);
    }

    [Theory]
    [InlineData(10, 2_000)]
    [InlineData(999, 1_998)]
    [InlineData(6_000, 6_000)]
    public async Task A_step_plans_whole_batches_of_2000_jobs_at_the_most_and_one_batch_at_least(int size, int planned)
    {
        var (cursor, last) = await StepAsync(new FixedKeys(12_000), size, Start);

        (cursor.Jobs, last).ShouldBe((planned, false));
        _batches.Planned.ShouldAllBe(batch => batch.JobUuids.Count == size);
    }

    [Fact]
    public async Task S3_whatever_the_sizes_every_job_is_in_one_batch_and_only_the_last_one_is_not_full()
    {
        await Gen.Select(Gen.Int[0, 12_000], Gen.OneOf(Gen.Int[1, 30], Gen.Int[900, 1_000])).SampleAsync(async (jobs, size) =>
        {
            var batches = new KeptBatches();
            var planner = Planner(new FixedKeys(jobs), batches);
            var (cursor, last) = (Start, false);

            while (!last)
                (cursor, last) = await planner.PlanAsync(Sample.Operation, Sample.Account, size, JobSelection.All, cursor, (7, 3), CancellationToken.None);

            batches.Planned.SelectMany(batch => batch.JobUuids).SequenceEqual(FixedKeys.Names(jobs)).ShouldBeTrue();
            batches.Planned.Select(batch => batch.Number).ShouldBe(Enumerable.Range(1, batches.Planned.Count));
            batches.Planned.SkipLast(1).ShouldAllBe(batch => batch.JobUuids.Count == size);
            (cursor.Batches, cursor.Jobs).ShouldBe((batches.Planned.Count, jobs));
        }, iter: 10);
    }

    private Task<(PlanCursor Cursor, bool Last)> StepAsync(FixedKeys keys, int size, PlanCursor cursor, JobSelection? selection = null) =>
        Planner(keys, _batches).PlanAsync(
            Sample.Operation, Sample.Account, size, selection ?? JobSelection.All, cursor, (7, 3), TestContext.Current.CancellationToken);

    private static Planner Planner(FixedKeys keys, KeptBatches batches) =>
        new(keys, batches, new IdGenerator(new FakeTimeProvider(), new Random(1)));
}
