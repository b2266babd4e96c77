using System.Diagnostics;
using Batchline.Commands.Connecting;
using Batchline.Commands.Doctor;
using Batchline.Commands.Shell;
using Batchline.IntegrationTests.Workiz;

namespace Batchline.IntegrationTests.Commands;

public sealed class StatusPageTests
{
    private const string Outage = """
        {"status":{"indicator":"critical"},"components":[{"name":"api.workiz.com","status":"major_outage"}],"incidents":[{"name":"API down"}]}
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_asked_once_and_what_it_says_is_told()
    {
        await using var page = new RawServer(exchange => exchange.AnswerAsync(Outage));

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.Verdict.ShouldBe(Severity.Odd);
        finding.Says.ShouldBe("Workiz's status page says that api.workiz.com is major outage; overall status: critical; open: API down.");
        page.Requests.ShouldHaveSingleItem().Split("\r\n")[0].ShouldBe("GET /api/v1/ HTTP/1.1");
        page.Requests[0].ShouldNotContain("Cookie");
        page.Requests[0].ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task A_page_without_trouble_sends_the_reader_to_the_key_and_the_network()
    {
        await using var page = new RawServer(exchange => exchange.AnswerAsync(
            """{"status":{"indicator":"none"},"components":[{"name":"api.workiz.com","status":"operational"}],"incidents":[]}"""));

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.Verdict.ShouldBe(Severity.Good);
        finding.Says.ShouldEndWith("no open incident. Look at the account's key and at the network in between.");
    }

    [Theory]
    [InlineData("200 OK", "<html>Just a moment...</html>", "its answer is not a Statuspage summary")]
    [InlineData("200 OK", "{}", "its answer is not a Statuspage summary")]
    [InlineData("503 Service Unavailable", Outage, "it answered 503")]
    [InlineData("404 Not Found", "", "it answered 404")]
    public async Task An_odd_answer_is_one_line_and_no_failure(string status, string body, string reason)
    {
        await using var page = new RawServer(exchange => exchange.AnswerAsync(body, status));

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.ShouldBe(NotAsked(reason));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = new RawServer(exchange => exchange.AnswerAsync(Outage));
        await using var page = new RawServer(exchange => exchange.AnswerAsync("", "302 Found", $"Location: {other.Address}\r\n"));

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.ShouldBe(NotAsked("it answered 302"));
        other.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: 99999999\r\n")]
    [InlineData("Connection: close\r\n")]
    public async Task A_huge_answer_is_given_up(string headers)
    {
        await using var page = new RawServer(async exchange =>
        {
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\n{headers}\r\n");
            var block = new byte[64 * 1024];
            for (var sent = 0; sent < 32; sent++)
                await exchange.SendAsync(block);
            exchange.Fin();
        });

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.ShouldBe(NotAsked("its answer is too large"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task A_page_that_does_not_end_its_answer_is_waited_for_three_seconds(string begun)
    {
        await using var page = new RawServer(async exchange =>
        {
            await exchange.SendAsync(begun);
            await exchange.ClosedByClientAsync();
        });
        var began = Stopwatch.GetTimestamp();

        var finding = await StatusPage.AskAsync(page.Address, Cancelled);

        finding.ShouldBe(NotAsked("it did not answer within 3 seconds"));
        Stopwatch.GetElapsedTime(began).ShouldBeInRange(TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_page_that_cannot_be_reached_or_breaks_off_is_told_as_such()
    {
        await using var page = new RawServer(exchange =>
        {
            exchange.Rst();
            return Task.CompletedTask;
        });

        var broken = await StatusPage.AskAsync(page.Address, Cancelled);
        var nobody = await StatusPage.AskAsync(new Uri("http://127.0.0.1:9/"), Cancelled);

        broken.Says.ShouldStartWith("An account has been waiting for Workiz for more than two minutes, and the status page at 127.0.0.1 could not be read: it cannot be reached (");
        nobody.Says.ShouldStartWith("An account has been waiting for Workiz for more than two minutes, and the status page at 127.0.0.1 could not be read: it cannot be reached (");
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public async Task Trouble_is_looked_for_in_the_newest_operation_and_in_those_under_way(int minutes, bool expected)
    {
        var now = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        await using var server = new RawServer(exchange => exchange.AnswerAsync(exchange.Head.Split(' ')[1] switch
        {
            "/api/operations?limit=100" => $$"""{"items":[{{Operation("new", "completed", now)}},{{Operation("old", "completed", now)}},{{Operation("open", "processing", null)}}],"nextCursor":null}""",
            "/api/batch-progress/open?status=processing&limit=1000" =>
                $$"""{"accountStates":[{"status":"processing","waitingReason":"upstream","waitingSince":"{{now.AddMinutes(-minutes):O}}","startTime":"2026-11-30T08:00:00Z","endTime":null}]}""",
            _ => """{"accountStates":[]}""",
        }));
        await using var api = new ApiClient(new HttpClient { BaseAddress = new Uri(server.Address, "/") }, null);

        var found = await TroubledAccounts.AnyForLongAsync(api, now, Cancelled);

        found.ShouldBe(expected);
        server.Requests.ShouldNotContain(request => request.Contains("/old", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:9/")]
    public async Task The_doctor_asks_no_status_page_while_nothing_is_wrong(string page)
    {
        await using var bench = await CommandBench.StartAsync();
        await bench.AddAccountsAsync();
        await bench.RunAsync("sync");
        bench.Settings["Workiz:StatusPage"] = page;

        var outcome = await bench.RunAsync("doctor");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldNotContain("status page");
    }

    private static Finding NotAsked(string reason) => Finding.Odd(
        "workiz",
        $"An account has been waiting for Workiz for more than two minutes, and the status page at 127.0.0.1 could not be read: {reason}.",
        "Look at it in a browser. Workiz:StatusPage names another page, or none.");

    private static string Operation(string id, string status, DateTimeOffset? end) => $$"""
        {"operationId":"{{id}}","status":"{{status}}","requested":"run","strategy":"each","batchSize":10,"since":null,"full":false,
         "toleratedFailurePercent":null,"accounts":1,"skipped":[],"startTime":"2026-11-30T08:00:00Z","endTime":{{(end is { } at ? $"\"{at:O}\"" : "null")}},"error":null}
        """;
}
