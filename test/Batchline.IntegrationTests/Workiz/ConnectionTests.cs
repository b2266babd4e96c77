using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Batchline.Engine.Workiz;

namespace Batchline.IntegrationTests.Workiz;

public sealed class ConnectionTests : WorkizTest
{
    [Fact]
    public async Task A_request_says_who_asks_and_for_what_and_nothing_else()
    {
        var server = Serve(exchange => exchange.AnswerAsync(Good, headers: "Set-Cookie: a=b; Path=/\r\n"));
        var client = Client(server);
        using var trace = new Activity("a caller's trace").Start();

        await client.GetJobAsync(Token, "A/B", TestEnd);
        await client.ListJobsAsync(Token, new JobListQuery(new DateOnly(2026, 1, 31), 2, 100), TestEnd);

        server.Requests.ShouldBe(
        [
            Head(server, "GET /api/v1/api_s3cret%2Bk3y/job/get/A%2FB/ HTTP/1.1"),
            Head(server, "GET /api/v1/api_s3cret%2Bk3y/job/all/?start_date=2026-01-31&offset=2&records=100&only_open=false HTTP/1.1"),
        ]);
    }

    [Fact]
    public async Task A_refused_connection_is_transient()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var answer = await Client(new Uri($"http://127.0.0.1:{port}/api/v1/")).ProbeAsync(Token, TestEnd);

        answer.ShouldBe(new WorkizAnswer.Transient("no connection (ConnectionRefused)"));
    }

    [Fact]
    public async Task What_is_not_http_is_transient()
    {
        var server = Serve(async exchange =>
        {
            await exchange.SendAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n");
            exchange.Fin();
        });

        (await Client(server).ProbeAsync(Token, TestEnd)).ShouldBe(new WorkizAnswer.Transient("the answer is not HTTP"));
    }

    [Fact]
    public async Task Headers_without_end_are_transient()
    {
        var server = Serve(exchange => exchange.AnswerAsync(Good, headers: $"X-Long: {new string('x', 200_000)}\r\n"));

        (await Client(server).ProbeAsync(Token, TestEnd))
            .ShouldBe(new WorkizAnswer.Transient("the headers of the answer are too large"));
    }

    [Fact]
    public async Task The_time_limit_covers_the_body()
    {
        var cut = new TaskCompletionSource();
        var server = Serve(exchange => StallInBodyAsync(exchange, cut));
        SeesHeaders? headers = null;
        var client = Client(server, connections => headers = new SeesHeaders(connections));

        var asked = client.GetJobAsync(Token, "ABC123", TestEnd);
        await headers!.Seen.WaitAsync(TestEnd);
        Time.Running.ShouldBe([TimeSpan.FromSeconds(20)]);
        Time.Fire();

        (await asked).ShouldBe(new WorkizAnswer.Transient("no answer within 20 s"));
        await cut.Task.WaitAsync(TestEnd);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_time_limit_covers_the_headers()
    {
        var arrived = new TaskCompletionSource();
        var cut = new TaskCompletionSource();
        var server = Serve(async exchange =>
        {
            arrived.SetResult();
            await exchange.ClosedByClientAsync();
            cut.SetResult();
        });

        var asked = Client(server).GetJobAsync(Token, "ABC123", TestEnd);
        await arrived.Task.WaitAsync(TestEnd);
        Time.Fire();

        (await asked).ShouldBe(new WorkizAnswer.Transient("no answer within 20 s"));
        await cut.Task.WaitAsync(TestEnd);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_callers_cancellation_cuts_the_request_off()
    {
        var cut = new TaskCompletionSource();
        var server = Serve(exchange => StallInBodyAsync(exchange, cut));
        SeesHeaders? headers = null;
        var client = Client(server, connections => headers = new SeesHeaders(connections));
        using var caller = new CancellationTokenSource();

        var asked = client.GetJobAsync(Token, "ABC123", caller.Token);
        await headers!.Seen.WaitAsync(TestEnd);
        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => asked)).CancellationToken.ShouldBe(caller.Token);
        await cut.Task.WaitAsync(TestEnd);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Accounts_do_not_wait_for_each_others_answers()
    {
        const int accounts = 100;
        var all = new TaskCompletionSource();
        var server = Serve(async exchange =>
        {
            if (exchange.Number == accounts)
                all.SetResult();
            await all.Task.WaitAsync(TestEnd);
            await exchange.AnswerAsync(Good);
        });
        var client = Client(server);

        var answers = await Task.WhenAll(Enumerable.Range(0, accounts).Select(i =>
            client.GetJobAsync(new WorkizToken($"api_{i}"), "ABC123", TestEnd)));

        answers.ShouldAllBe(answer => answer is WorkizAnswer.Job);
    }

    private static string Head(RawServer server, string line) =>
        $"{line}\r\nHost: {server.Address.Authority}\r\nAccept: application/json\r\n"
        + "User-Agent: Mozilla/5.0 (compatible; Batchline/0.1.0)\r\nAccept-Encoding: gzip, deflate, br\r\nContent-Length: 0\r\n\r\n";

    private static async Task StallInBodyAsync(RawExchange exchange, TaskCompletionSource cut)
    {
        await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n{\"flag\":");
        await exchange.ClosedByClientAsync();
        cut.SetResult();
    }
}
