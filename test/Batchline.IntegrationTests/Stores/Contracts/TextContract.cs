using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Notices;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>Values at the ends of what can be: texts that some database cuts, refuses or reads as a pattern, and extreme times and numbers.</summary>
public abstract class TextContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly AccountId Account = Sample.AccountId(1);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("\0")]
    [InlineData("$set")]
    [InlineData("$$NOW")]
    [InlineData("a.b$c")]
    [InlineData("it's \"quoted\" \\ %_*")]
    [InlineData("line\r\nend\t\u2028")]
    [InlineData("\u4e2d\u6587 \ud83d\ude00 e\u0301 \ufeff")]
    public async Task A_text_comes_back_as_it_was_written(string text)
    {
        var read = await WriteAsync(text);

        read.ShouldAllBe(found => found == text);
    }

    [Fact]
    public async Task A_long_text_comes_back_whole()
    {
        var text = new string('x', 300_000);

        (await WriteAsync(text)).ShouldAllBe(found => found == text);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_kept_or_replaced_and_refuses_nothing()
    {
        // Not as an argument of the test: attributes are kept as UTF-8, and would hold the replacement.
        const string text = "nul\0 a\ud800\ud83d\ude00b\ud83d";
        var replaced = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

        var read = await WriteAsync(text);

        read.ShouldAllBe(found => found == text || found == replaced);
    }

    [Fact]
    public async Task A_job_may_hold_half_of_a_surrogate_pair_and_a_null_character()
    {
        const string Fields = """
            "FirstName":"cut \ud83d","Company":"nul \u0000 end","Notes":["\ude00"]
            """;
        await StoreAsync(Account, Sample.Replace("JOB1", Now, Fields.Trim()));

        var job = (await Store.Jobs.GetAsync(Account, ["JOB1"], Cancel)).ShouldHaveSingleItem();

        job.Document.Root.GetProperty("Company").GetString().ShouldBe("nul \0 end");
        await Store.Index.CatchUpAsync(Cancel);
        (await Store.Jobs.ListAsync(new JobQuery { Text = "cut" }, Cancel)).ShouldHaveSingleItem();
        (await Store.Jobs.ListAsync(new JobQuery { Text = "end" }, Cancel)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Extreme_times_and_numbers_come_back()
    {
        var last = new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);
        var operation = Sample.Operation(1) with
        {
            Since = DateTimeOffset.MinValue,
            EndTime = last,
            StartTime = DateTimeOffset.UnixEpoch.AddMilliseconds(-1),
            Accounts = int.MaxValue,
            ToleratedFailurePercent = 100d / 3,
            Rev = long.MaxValue - 1,
        };
        var account = Sample.Account(1) with
        {
            Pace = new AccountPace { MinInterval = TimeSpan.Zero, QuotaCalls = int.MaxValue, QuotaWindow = TimeSpan.FromDays(10_000), QuotaShare = 0.1 },
            CreatedAt = DateTimeOffset.MinValue,
            UpdatedAt = last,
        };
        var schedule = Sample.Schedule(1) with { NextRunAt = last, LastRunAt = DateTimeOffset.MinValue, Rev = long.MaxValue };

        await Store.Operations.InsertAsync(operation, Cancel);
        await Store.Accounts.AddAsync(account, Cancel);
        await Store.Schedules.AddAsync(schedule, Cancel);

        (await Store.Operations.GetAsync(operation.Id, Cancel)).ShouldHold(operation);
        (await Store.Accounts.GetAsync(account.Id, Cancel)).ShouldBe(account);
        (await Store.Schedules.GetAsync(schedule.Id, Cancel)).ShouldHold(schedule);
        (await Store.Schedules.DueAsync(10, Cancel)).ShouldBeEmpty();
    }

    /// <summary>Writes a text wherever one from outside may come, and answers what stands there afterwards.</summary>
    private async Task<List<string?>> WriteAsync(string text)
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);
        await Store.Accounts.UpdateAsync(Account, new AccountChange { Name = text, UpdatedAt = Now }, Cancel);
        await Store.Operations.InsertAsync(Sample.Operation(1), Cancel);
        await Store.Operations.ReplaceAsync(Sample.Operation(1) with { Rev = 1, Error = text }, Cancel);
        await Store.Schedules.AddAsync(Sample.Schedule(1), Cancel);
        await Store.Schedules.ReplaceAsync(Sample.Schedule(1) with { Rev = 1, LastError = text }, Cancel);
        await Store.Notices.AddAsync(Sample.Notice(1), Cancel);
        var notice = (await Store.Notices.ClaimAsync(TimeSpan.FromMinutes(1), 1, Cancel)).ShouldHaveSingleItem();
        await Store.Notices.SettleAsync(notice with { Status = NoticeStatus.GivenUp, Result = text }, TimeSpan.Zero, Cancel);
        await Store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await Store.Batches.PlanAsync([Sample.Batch(1, 1, 1)], Cancel);
        var head = await AcquireAsync(Account);
        head = (await CommitAsync(head, Sample.State(1, 1) with { Error = text })).ShouldNotBeNull();
        await CommitAsync(head, [Sample.Batch(1, 1, 1) with { Status = BatchStatus.Failed, FailedJobs = [text], Errors = [text, $"J1A: {text}"] }]);

        var batch = (await Store.Batches.GetAsync(Sample.Batch(1, 1, 1).Id, Cancel)).ShouldNotBeNull();
        return
        [
            (await Store.Accounts.GetAsync(Account, Cancel))?.Name,
            (await Store.Operations.GetAsync(Sample.OperationId(1), Cancel))?.Error,
            (await Store.Schedules.GetAsync(Sample.Schedule(1).Id, Cancel))?.LastError,
            (await Store.Notices.ListAsync(null, 1, Cancel)).ShouldHaveSingleItem().Result,
            (await Store.States.GetAsync(Sample.OperationId(1), Account, Cancel))?.Error,
            batch.FailedJobs[0],
            batch.Errors[0],
            batch.Errors[1]["J1A: ".Length..],
        ];
    }
}
