using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Stores.Contracts.Records;

public abstract class JobQueryContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Jobs_come_newest_first_and_unscheduled_last()
    {
        await StoreAsync(
            Sample.AccountId(2), Scheduled("A", "2026-01-02 00:00:00"), Scheduled("B", "2026-01-03 00:00:00"));
        await StoreAsync(
            Sample.AccountId(1),
            Scheduled("C", "2026-01-02 00:00:00"),
            Scheduled("D", ""),
            Sample.Replace("E", Now),
            Scheduled("B", "2026-01-02 00:00:00"));

        (await FindAsync(new JobQuery())).ShouldBe(["2B", "1B", "1C", "2A", "1D", "1E"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Pages_join_without_gap_or_overlap(int limit)
    {
        await StoreAsync(Sample.AccountId(1), Scheduled("A", "2026-01-02"), Scheduled("B", ""), Scheduled("C", "2026-01-01"));
        await StoreAsync(Sample.AccountId(2), Scheduled("A", "2026-01-02"), Scheduled("B", ""), Scheduled("C", "2026-01-03"));

        var found = new List<StoredJob>();
        for (JobPosition? after = null; ;)
        {
            var page = await Store.Jobs.ListAsync(new JobQuery { After = after, Limit = limit }, Cancel);
            found.AddRange(page);
            if (page.Count < limit)
                break;
            after = PositionOf(page[^1]);
        }

        found.Select(Name).ShouldBe(["2C", "1A", "2A", "1C", "1B", "2B"]);
    }

    [Fact]
    public async Task Jobs_of_one_account_are_found()
    {
        await StoreAsync(Sample.AccountId(1), Scheduled("A", "2026-01-02"), Scheduled("B", "2026-01-03"));
        await StoreAsync(Sample.AccountId(2), Scheduled("A", "2026-01-02"));

        (await FindAsync(new JobQuery { AccountId = Sample.AccountId(1) })).ShouldBe(["1B", "1A"]);
    }

    [Fact]
    public async Task Jobs_of_one_status_are_found()
    {
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("A", Now, "\"Status\":\"Done\""),
            Sample.Replace("B", Now, "\"Status\":\"Done later\""),
            Sample.Replace("C", Now));

        (await FindAsync(new JobQuery { Status = "Done" })).ShouldBe(["1A"]);
    }

    [Fact]
    public async Task The_time_range_includes_its_ends()
    {
        await StoreAsync(
            Sample.AccountId(1),
            Scheduled("A", "2026-01-01 23:59:59"),
            Scheduled("B", "2026-01-02 00:00:00"),
            Scheduled("C", "2026-01-03 23:59:59"),
            Scheduled("D", "2026-01-04 00:00:00"),
            Scheduled("E", ""));

        (await FindAsync(new JobQuery { From = "2026-01-02", To = "2026-01-03" })).ShouldBe(["1C", "1B"]);
        (await FindAsync(new JobQuery { From = "2026-01-03 23:59:59" })).ShouldBe(["1D", "1C"]);
        (await FindAsync(new JobQuery { To = "2026-01-02 00:00:00" })).ShouldBe(["1B", "1A"]);
    }

    [Theory]
    [InlineData("UUID", "\"none\"", "b1")]
    [InlineData("SerialId", "4711", "471")]
    [InlineData("SerialId", "\"4711\"", "471")]
    [InlineData("FirstName", "\"Zoë\"", "ZOË")]
    [InlineData("FirstName", "\"Zoë\"", "zoe")]
    [InlineData("FirstName", "\"Zoe\\u0308\"", "zoë")]
    [InlineData("LastName", "\"Müller\"", "müll")]
    [InlineData("LastName", "\"Đặng Ωmega\"", "ωMEG dang")]
    [InlineData("Company", "\"50% & _Co\"", "50% & _")]
    [InlineData("Phone", "\"555-0100\"", "5-01")]
    [InlineData("SecondPhone", "\"(555) 010-0199\"", "5550100")]
    [InlineData("Phone", "5550100199", "0199")]
    [InlineData("UUID", "\"7XB1Q2\"", "b1q")]
    [InlineData("Email", "\"A@b.example\"", "a@B")]
    [InlineData("Address", "\"1 Long Road\"", "LONG")]
    [InlineData("JobName", "\"Roof (north)\"", "(NORTH)")]
    [InlineData("JobNotes", "\"The gate is locked\"", "lock gate")]
    [InlineData("JobNotes", "\"Mind the sign \u24000 there\"", "mind")]
    [InlineData("Comments", "[{\"text\":\"Ring twice\",\"by\":7}]", "twice")]
    [InlineData("City", "\"São Paulo\"", "sao paulo")]
    public async Task Words_are_found_by_their_beginnings_in_any_case(string field, string value, string text)
    {
        var fields = value == "\"none\"" ? "" : $"\"{field}\":{value}";
        await StoreAsync(Sample.AccountId(1), Sample.Replace("B1", Now, fields), Sample.Replace("C2", Now, "\"JobSource\":\"471 ZOË müll 50% & _ 5-01 a@b long (north) B1 lock gate twice sao paulo 0199\""));

        (await FindAsync(new JobQuery { Text = text })).ShouldBe(["1B1"]);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_ .")]
    [InlineData("B")]
    [InlineData("AB C")]
    public async Task Text_without_a_word_or_with_one_that_begins_none_finds_nothing(string text)
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("AB", Now));

        (await FindAsync(new JobQuery { Text = text })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_job_is_found_by_its_new_words_and_no_longer_by_its_old_ones()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, "\"LastName\":\"Before\",\"Status\":\"New\""));
        (await FindAsync(new JobQuery { Text = "before" })).ShouldBe(["1A"]);
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, "\"LastName\":\"After\",\"Status\":\"New\"", "2") with { ChangedFields = ["LastName"] });
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, "\"LastName\":\"After\",\"Status\":\"Done\"", "3") with { ChangedFields = ["Status"] });

        (await FindAsync(new JobQuery { Text = "before" })).ShouldBeEmpty();
        (await FindAsync(new JobQuery { Text = "after", Status = "Done" })).ShouldBe(["1A"]);
    }

    [Fact]
    public async Task A_job_of_a_deleted_account_is_not_found_in_another()
    {
        await Store.Accounts.AddAsync(Sample.Account(1), Cancel);
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now, "\"LastName\":\"First\""));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A", Now, "\"LastName\":\"Second\""));
        (await FindAsync(new JobQuery { Text = "first" })).ShouldBe(["1A"]);
        await Store.Deletions.DeleteAsync(Sample.AccountId(1), deleteJobs: true, Cancel);

        (await FindAsync(new JobQuery { Text = "first" })).ShouldBeEmpty();
        (await FindAsync(new JobQuery { Text = "a" })).ShouldBe(["2A"]);
    }

    [Fact]
    public async Task Missing_jobs_are_found_or_left_out()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now), Sample.Replace("B", Now));
        await StoreAsync(Sample.AccountId(1), Sample.MarkMissing("B", Now));

        (await FindAsync(new JobQuery { Missing = true })).ShouldBe(["1B"]);
        (await FindAsync(new JobQuery { Missing = false })).ShouldBe(["1A"]);
    }

    [Fact]
    public async Task Jobs_changed_since_a_moment_are_found()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now), Sample.Replace("B", Now));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await StoreAsync(Sample.AccountId(1), Sample.Replace("B", Now), Sample.Touch("A", Now));

        (await FindAsync(new JobQuery { ChangedSince = Now })).ShouldBe(["1B"]);
    }

    [Fact]
    public async Task Conditions_are_joined()
    {
        await StoreAsync(
            Sample.AccountId(1),
            Sample.Replace("A1", Now, "\"JobDateTime\":\"2026-01-02\",\"Status\":\"Done\""),
            Sample.Replace("A2", Now, "\"JobDateTime\":\"2026-01-02\",\"Status\":\"Pending\""),
            Sample.Replace("A3", Now, "\"JobDateTime\":\"2025-01-02\",\"Status\":\"Done\""),
            Sample.Replace("B1", Now, "\"JobDateTime\":\"2026-01-02\",\"Status\":\"Done\""));
        await StoreAsync(Sample.AccountId(2), Sample.Replace("A4", Now, "\"JobDateTime\":\"2026-01-02\",\"Status\":\"Done\""));

        var query = new JobQuery
        {
            AccountId = Sample.AccountId(1),
            Status = "Done",
            From = "2026-01-01",
            To = "2026-12-31",
            Text = "a",
            Missing = false,
            ChangedSince = Now,
            After = new JobPosition("2026-02-01", Sample.AccountId(1), "Z"),
        };

        (await FindAsync(query)).ShouldBe(["1A1"]);
    }

    private JobWrite Scheduled(string uuid, string dateTime) => Sample.Replace(uuid, Now, $"\"JobDateTime\":\"{dateTime}\"");

    private static string Name(StoredJob job) => (job.AccountId == Sample.AccountId(1) ? "1" : "2") + job.Document.Uuid;

    private static JobPosition PositionOf(StoredJob job)
    {
        using var document = System.Text.Json.JsonDocument.Parse(job.Document.Json);
        return new JobPosition(
            document.RootElement.GetProperty("JobDateTime").GetString() ?? "", job.AccountId, job.Document.Uuid);
    }

    private async Task<List<string>> FindAsync(JobQuery query)
    {
        await Store.Index.CatchUpAsync(Cancel);
        return [.. (await Store.Jobs.ListAsync(query, Cancel)).Select(Name)];
    }
}
