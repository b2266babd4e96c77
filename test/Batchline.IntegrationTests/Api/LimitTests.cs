using System.Net;
using System.Net.Sockets;
using System.Text;
using Batchline.IntegrationTests.InProcess;
using Batchline.Security;
using Batchline.Stores.Reading;

namespace Batchline.IntegrationTests.Api;

public sealed class LimitTests
{
    private const string Token = "the-token-of-the-api";

    private static readonly (string, string) Right = ("Authorization", $"Bearer {Token}");
    private static readonly (string, string) Wrong = ("Authorization", "Bearer the-token-of-the-apj");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_tokens_are_slowed_down_and_the_right_one_is_never_refused()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token), ("Security:CronSecret", "the-secret-of-cron"));

        var slowed = await TryUntilSlowedAsync(server, Wrong);

        slowed.Refused.ShouldBeInRange(WrongTokens.Burst, 10 * WrongTokens.Burst);
        slowed.Answer.ShouldBeProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        slowed.Answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await server.SendAsync(HttpMethod.Get, "/api/jobs", null, Right)).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Get, "/api/cron/tick", null, ("Authorization", "Bearer the-secret-of-cron"))).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/api/jobs")).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_address_has_its_own_wrong_tokens()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token), ("Hosting:TrustedProxies", "127.0.0.1"));

        await TryUntilSlowedAsync(server, Wrong, ("X-Forwarded-For", "203.0.113.9"));

        (await server.SendAsync(HttpMethod.Get, "/api/jobs", null, Wrong, ("X-Forwarded-For", "203.0.113.10"))).ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_forwarded_address_counts_only_from_a_proxy_that_is_trusted()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token), ("Hosting:TrustedProxies", "10.0.0.0/8"));

        await TryUntilSlowedAsync(server, Wrong, ("X-Forwarded-For", "203.0.113.9"));

        (await TryUntilSlowedAsync(server, Wrong, ("X-Forwarded-For", "203.0.113.10"))).Refused.ShouldBeLessThan(WrongTokens.Burst);
    }

    [Fact]
    public async Task A_webhook_without_the_secret_is_refused_before_its_body_has_come()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        foreach (var secret in new[] { "Bearer no", "Bearer whsec_" + new string('0', 64), "" })
        {
            using var socket = await BeginAsync(server, $"POST /api/webhooks/workiz/{account} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {secret}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{");

            (await FirstLineAsync(socket)).ShouldBe("HTTP/1.1 401 Unauthorized");
        }
    }

    [Fact]
    public async Task The_body_of_a_webhook_is_at_most_256_KB()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var secret = (await server.PostAsync($"/api/accounts/{account}/webhook-secret"))["secret"].GetString();
        async Task<Answer> SendAsync(int length) => await server.SendAsync(
            HttpMethod.Post, $"/api/webhooks/workiz/{account}", """{"uuid":"A"}""".PadRight(length), ("Authorization", $"Bearer {secret}"));

        (await SendAsync(256 * 1024)).ShouldBe(HttpStatusCode.Accepted);
        var refused = (await SendAsync((256 * 1024) + 1)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

        refused["detail"].GetString().ShouldBe("The body is larger than 256 KB.");
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_cut()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:ReceiveTimeout", "00:00:01"));
        using var socket = await BeginAsync(server, "POST /api/accounts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 70\r\n\r\n{\"name\":\"Slow\",");

        (await FirstLineAsync(socket)).ShouldBe("HTTP/1.1 408 Request Timeout");

        (await server.GetAsync("/api/accounts"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task More_streams_than_allowed_are_refused_and_one_that_ends_makes_room()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:MaxEventStreams", "1"));
        await server.AddAccountAsync();
        var path = $"/api/batch-progress/{await server.StartOperationAsync()}/events";

        var first = await server.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        var refused = await server.GetAsync(path);
        first.Dispose();

        refused.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "too_many_streams");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        using var second = await Eventually.GetAsync(
            () => server.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancelled), answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_beyond_the_rate_wait_their_turn_and_are_answered()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:RequestsPerSecond", "1"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        // Five at once, and then one a second.
        var answers = Enumerable.Range(0, 60).Select(_ => AskAsync(server, "/api/accounts", ending.Token)).ToList();
        var answered = await Eventually.GetAsync(() => Task.FromResult(answers.Where(answer => answer.IsCompleted).ToList()), answered => answered.Count > 6);
        await ending.CancelAsync();

        answered.Count.ShouldBeLessThan(60);
        (await Task.WhenAll(answered)).ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Callers_of_health_and_those_who_know_the_token_do_not_wait_behind_strangers()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token), ("Hosting:RequestsPerSecond", "1"));

        // 5 at once; the others would be answered one a second.
        using var ending = new CancellationTokenSource();
        var strangers = Enumerable.Range(0, 100).Select(_ => server.Http.GetAsync("/api/jobs", ending.Token)).ToList();
        await Eventually.GetAsync(() => Task.FromResult(strangers.Count(stranger => stranger.IsCompleted)), answered => answered >= 5);
        var known = await server.SendAsync(HttpMethod.Get, "/api/jobs", null, Right);
        var health = await server.GetAsync("/health/ready");
        var waiting = strangers.Count(stranger => !stranger.IsCompleted);
        await ending.CancelAsync();

        (known.Status, health.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        waiting.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task While_every_place_is_taken_readers_wait_and_searches_strangers_health_and_steering_do_not()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", Token), ("Hosting:MaxConcurrentReads", "1"), ("Store:Readers", "1"), ("Store:ReadWait", "00:01:00"));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        // A list that waits for its turn to read has the one place.
        CurrentRead.For = ReadFor.Person;
        var lane = server.Service<Readers>().LaneOf(search: false).ShouldNotBeNull();
        var turn = new TaskCompletionSource<bool>();
        var held = lane.RunAsync(_ => turn.Task, Cancelled);
        var first = AskAsync(server, "/api/accounts", ending.Token);
        var waiting = AskAsync(server, "/api/operations", ending.Token);

        (await server.GetAsync("/")).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/health/ready")).ShouldBe(HttpStatusCode.OK);
        (await server.SendAsync(HttpMethod.Post, "/api/init-batch-update", null, Right)).ShouldBeProblem(HttpStatusCode.BadRequest, "no_accounts");
        (await AskAsync(server, "/api/jobs?status=nothing", ending.Token)).ShouldBe(HttpStatusCode.OK);
        (first.IsCompleted, waiting.IsCompleted).ShouldBe((false, false));
        turn.SetResult(true);
        await held;
        (await first, await waiting).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    private static async Task<(int Refused, Answer Answer)> TryUntilSlowedAsync(ApiServer server, params (string, string)[] headers)
    {
        for (var refused = 0; ; refused++)
        {
            var answer = await server.SendAsync(HttpMethod.Get, "/api/jobs", null, headers);
            if (answer.Status == HttpStatusCode.TooManyRequests || refused > 10 * WrongTokens.Burst)
                return (refused, answer);
            answer.ShouldBeProblem(HttpStatusCode.Unauthorized, "unauthorized");
        }
    }

    private static async Task<HttpStatusCode> AskAsync(ApiServer server, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(Right.Item1, Right.Item2);
        using var response = await server.Http.SendAsync(request, cancellationToken);
        return response.StatusCode;
    }

    private static async Task<Socket> BeginAsync(ApiServer server, string text)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Http.BaseAddress!.Port, Cancelled);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), Cancelled);
        return socket;
    }

    private static async Task<string> FirstLineAsync(Socket socket)
    {
        using var reader = new StreamReader(new NetworkStream(socket));
        return await reader.ReadLineAsync(Cancelled) ?? "";
    }
}
