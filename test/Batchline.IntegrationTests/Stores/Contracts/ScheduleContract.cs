using Batchline.Engine.Ids;
using Batchline.Engine.Schedules;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

public abstract class ScheduleContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_schedule_comes_back_as_it_was_added()
    {
        var full = Of(1) with
        {
            AccountIds = [Sample.AccountId(1), Sample.AccountId(2)],
            Full = true,
            Enabled = false,
            NextRunAt = Now.AddHours(1),
            LastRunAt = Now,
            LastOperationId = Sample.OperationId(3),
            LastError = "reason",
            Rev = 4,
        };
        await Store.Schedules.AddAsync(full, Cancel);
        await Store.Schedules.AddAsync(Of(2), Cancel);
        await Store.Schedules.AddAsync(Of(2) with { Name = "repeated" }, Cancel);

        (await Store.Schedules.GetAsync(full.Id, Cancel)).ShouldHold(full);
        (await Store.Schedules.GetAsync(Of(2).Id, Cancel)).ShouldHold(Of(2));
        (await Store.Schedules.GetAsync(Of(3).Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Schedules_are_listed_page_by_page()
    {
        foreach (var number in new[] { 2, 4, 3, 1 })
            await Store.Schedules.AddAsync(Of(number), Cancel);

        var page = await ListAsync(null, 2);
        var rest = await ListAsync(page[^1], 5);

        page.ShouldBe([Of(1).Id, Of(2).Id]);
        rest.ShouldBe([Of(3).Id, Of(4).Id]);
        (await ListAsync(rest[^1], 5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Due_schedules_come_longest_due_first_and_then_in_the_order_of_their_ids()
    {
        await Store.Schedules.AddAsync(Of(5) with { NextRunAt = Now }, Cancel);
        await Store.Schedules.AddAsync(Of(2) with { NextRunAt = Now }, Cancel);
        await Store.Schedules.AddAsync(Of(3) with { NextRunAt = Now.AddMinutes(-5) }, Cancel);
        await Store.Schedules.AddAsync(Of(1) with { NextRunAt = Now.AddMilliseconds(1) }, Cancel);
        await Store.Schedules.AddAsync(Of(4), Cancel);

        var due = await Store.Schedules.DueAsync(5, Cancel);

        due.Select(one => one.Schedule.Id).ShouldBe([Of(3).Id, Of(2).Id, Of(5).Id]);
        due[0].Schedule.ShouldHold(Of(3) with { NextRunAt = Now.AddMinutes(-5) });
        due.ShouldAllBe(one => one.Now == Now);
        (await Store.Schedules.DueAsync(2, Cancel)).Select(one => one.Schedule.Id).ShouldBe([Of(3).Id, Of(2).Id]);
    }

    [Fact]
    public async Task What_is_due_is_judged_by_the_stores_clock()
    {
        await Store.Schedules.AddAsync(Of(1) with { NextRunAt = Now.AddMinutes(1) }, Cancel);

        await using var early = OpenNode(ahead: TimeSpan.FromMinutes(2));
        (await early.Schedules.DueAsync(5, Cancel)).ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromMinutes(1));

        await using var late = OpenNode(ahead: TimeSpan.FromMinutes(-2));
        (await late.Schedules.DueAsync(5, Cancel)).ShouldHaveSingleItem().Now.ShouldBe(Now);
    }

    [Fact]
    public async Task A_replacement_follows_the_revision_before_it()
    {
        await Store.Schedules.AddAsync(Of(1), Cancel);
        var next = Of(1) with { Rev = 1, Cron = "0 3 * * *", NextRunAt = Now };

        (await Store.Schedules.ReplaceAsync(next, Cancel)).ShouldBeTrue();
        (await Store.Schedules.ReplaceAsync(next with { Name = "late" }, Cancel)).ShouldBeFalse();
        (await Store.Schedules.ReplaceAsync(Of(2) with { Rev = 1 }, Cancel)).ShouldBeFalse();

        (await Store.Schedules.GetAsync(next.Id, Cancel)).ShouldHold(next);
    }

    [Fact]
    public async Task Of_many_replacements_one_wins()
    {
        await Store.Schedules.AddAsync(Of(1), Cancel);

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(number =>
            Store.Schedules.ReplaceAsync(Of(1) with { Rev = 1, Name = $"writer {number}" }, Cancel)));

        answers.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task A_schedule_is_deleted_once()
    {
        await Store.Schedules.AddAsync(Of(1), Cancel);

        (await Store.Schedules.DeleteAsync(Of(1).Id, Cancel)).ShouldBeTrue();
        (await Store.Schedules.DeleteAsync(Of(1).Id, Cancel)).ShouldBeFalse();

        (await Store.Schedules.GetAsync(Of(1).Id, Cancel)).ShouldBeNull();
    }

    private static Schedule Of(int number) => Sample.Schedule(number);

    private async Task<List<ScheduleId>> ListAsync(ScheduleId? after, int limit) =>
        [.. (await Store.Schedules.ListAsync(after, limit, Cancel)).Select(schedule => schedule.Id)];
}
