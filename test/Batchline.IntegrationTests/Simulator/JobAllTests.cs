using System.Net;
using System.Text.Json;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

public sealed class JobAllTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Accounts = 2,
        JobsPerAccount = 250,
        Today = new DateOnly(2025, 6, 1),
        MinInterval = TimeSpan.Zero,
    };

    [Fact]
    public async Task Pages_by_index_give_every_scheduled_job_once_and_say_when_to_stop()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var listed = new List<string>();
        var more = true;

        for (var page = 0; more; page++)
        {
            var answer = await client.GetJsonAsync($"job/all/?start_date=2000-01-01&offset={page}&records=100&only_open=false");
            var rows = answer.GetProperty("data").EnumerateArray().ToList();
            (answer.GetProperty("flag").GetBoolean(), answer.GetProperty("found").GetInt32(), answer.GetProperty("code").GetInt32())
                .ShouldBe((true, rows.Count, 200));
            more = answer.GetProperty("has_more").GetBoolean();
            listed.AddRange(rows.Select(row => row.GetProperty("UUID").GetString()!));
        }

        listed.Distinct().Count().ShouldBe(listed.Count);
        listed.ShouldBe(Scheduled(client.Simulator), ignoreOrder: true);
    }

    [Fact]
    public async Task Stepping_by_records_finds_nothing_after_the_first_page()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var answer = await client.GetJsonAsync("job/all/?start_date=2000-01-01&offset=100&records=100&only_open=false");

        answer.GetProperty("data").GetArrayLength().ShouldBe(0);
        answer.GetProperty("has_more").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task In_record_mode_the_offset_counts_jobs()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { RecordOffset = true });

        var first = await client.ListAsync("start_date=2000-01-01&offset=0&records=100&only_open=false");
        var shifted = await client.ListAsync("start_date=2000-01-01&offset=1&records=100&only_open=false");

        shifted.Take(99).ShouldBe(first.Skip(1));
    }

    [Fact]
    public async Task Rows_are_complete_records_newest_first_with_future_jobs()
    {
        await using var client = await SimulatorClient.StartAsync(Options);
        var truth = client.Simulator.Truth(client.Simulator.Tokens[0]).ToDictionary(job => job.Uuid, job => job.Json);

        var rows = (await client.GetJsonAsync("job/all/?start_date=2000-01-01&only_open=false")).GetProperty("data").EnumerateArray().ToList();

        rows.Count.ShouldBe(100);
        rows.ShouldAllBe(row => truth[row.GetProperty("UUID").GetString()!] == row.GetRawText());
        var times = rows.Select(row => row.GetProperty("JobDateTime").GetString()!).ToList();
        times.ShouldBe(times.OrderDescending(StringComparer.Ordinal));
        string.CompareOrdinal(times[0], "2025-06-02").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_start_date_only_the_last_14_days_and_the_future_are_listed()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        (await client.ListAsync("only_open=false")).ShouldBe(await client.ListAsync("only_open=false&start_date=2025-05-18"));
        (await client.ListAsync("only_open=false")).Count.ShouldBeInRange(5, 30);
    }

    [Fact]
    public async Task Without_only_open_done_and_canceled_jobs_are_hidden()
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var open = (await client.GetJsonAsync("job/all/?start_date=2000-01-01")).GetProperty("data").EnumerateArray().ToList();
        var all = (await client.GetJsonAsync("job/all/?start_date=2000-01-01&only_open=false")).GetProperty("data").EnumerateArray().ToList();

        open.Select(Status).ShouldNotContain(status => status == "Done" || status == "Canceled");
        all.Select(Status).ShouldContain("Done");
    }

    [Theory]
    [InlineData("records=500", 100)]
    [InlineData("records=7", 7)]
    [InlineData("", 100)]
    public async Task A_page_has_as_many_rows_as_asked_for_up_to_100(string query, int rows)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        (await client.ListAsync($"start_date=2000-01-01&only_open=false&{query}")).Count.ShouldBe(rows);
    }

    [Theory]
    [InlineData("start_date=yesterday", JsonValueKind.Object)]
    [InlineData("records=0", JsonValueKind.Array)]
    [InlineData("offset=-1", JsonValueKind.Array)]
    [InlineData("only_open=maybe", JsonValueKind.Array)]
    public async Task A_malformed_parameter_is_400_with_details_of_some_shape(string query, JsonValueKind details)
    {
        await using var client = await SimulatorClient.StartAsync(Options);

        var (status, body, _) = await client.GetAsync($"job/all/?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonDocument.Parse(body).RootElement;
        (error.GetProperty("error").GetBoolean(), error.GetProperty("code").GetInt32()).ShouldBe((true, 400));
        error.GetProperty("details").ValueKind.ShouldBe(details);
    }

    [Fact]
    public async Task Unscheduled_and_unlisted_jobs_are_known_to_job_get_only()
    {
        await using var client = await SimulatorClient.StartAsync(Options with { UnlistedShare = 0.2 });
        var listed = new List<string>();
        for (var page = 0; page < 3; page++)
            listed.AddRange(await client.ListAsync($"start_date=2000-01-01&only_open=false&offset={page}"));

        var hidden = client.Simulator.Truth(client.Simulator.Tokens[0]).Select(job => job.Uuid).Except(listed).ToList();

        hidden.Count.ShouldBeInRange(25, 90);
        (await client.GetAsync($"job/get/{hidden[0]}/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string Status(JsonElement job) => job.GetProperty("Status").GetString()!;

    private static IEnumerable<string> Scheduled(WorkizSimulator simulator) => simulator.Truth(simulator.Tokens[0])
        .Where(job => JsonDocument.Parse(job.Json).RootElement.GetProperty("JobDateTime").ToString().Length > 0)
        .Select(job => job.Uuid);
}
