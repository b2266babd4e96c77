using System.Net;
using Batchline.Engine.Notices;
using Batchline.IntegrationTests.InProcess;
using Batchline.Notices;
using Batchline.Settings.Sections;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Notifications;

public sealed class NotificationTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_end_of_an_operation_is_told_once_and_signed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await StartAsync(receiver.Url);
        await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();

        var delivery = await receiver.HeardAsync("operation.ended");

        delivery.Data.GetProperty("operationId").GetString().ShouldBe(operation);
        delivery.Data.GetProperty("status").GetString().ShouldBe("completed");
        delivery.Data.GetProperty("jobs").GetProperty("completed").GetInt32().ShouldBe(25);
        NoticeSecret.TryParse(Secret, out var secret).ShouldBeTrue();
        delivery.Signature.ShouldBe(secret!.Sign(delivery.Id, delivery.Timestamp, delivery.Body));
        var log = await LogAsync(server, "delivered");
        log.GetProperty("id").GetString().ShouldBe(delivery.Id);
        log.GetProperty("subject").GetString().ShouldBe(operation);
        log.GetProperty("result").GetString().ShouldBe("200 OK");
        receiver.Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_with_the_same_id()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = HttpStatusCode.InternalServerError;
        await using var server = await StartAsync(receiver.Url);
        await server.AddAccountAsync();
        await server.StartOperationAsync();
        var first = await receiver.HeardAsync("operation.ended");
        var log = await LogAsync(server, "pending");
        log.GetProperty("result").GetString().ShouldBe("500 InternalServerError");
        log.GetProperty("attempts").GetInt32().ShouldBe(1);
        receiver.Answer = HttpStatusCode.NoContent;

        // What the chore does half a minute later.
        var notices = server.Service<INoticeStore>();
        var failed = (await notices.ListAsync(null, 10, Cancelled)).Single(notice => notice.Id == first.Id);
        (await notices.SettleAsync(failed, TimeSpan.Zero, Cancelled)).ShouldBeTrue();
        foreach (var notice in await notices.ClaimAsync(TimeSpan.FromMinutes(2), 10, Cancelled))
            await server.Service<NoticeDelivery>().DeliverAsync(notice, Cancelled);

        receiver.Deliveries.Select(delivery => delivery.Id).ShouldBe([first.Id, first.Id]);
        (await LogAsync(server, "delivered")).GetProperty("attempts").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task S8_a_blocked_account_is_told_with_its_reason_and_without_its_key()
    {
        const string Stranger = "api_nobody_knows_me";
        await using var receiver = await Receiver.StartAsync();
        await using var server = await StartAsync(receiver.Url);
        var account = (await server.PostAsync("/api/accounts", new { name = "stranger", workizApiKey = Stranger }))["id"].GetString();
        await server.StartOperationAsync();

        var delivery = await receiver.HeardAsync("account.blocked");

        delivery.Data.GetProperty("accountId").GetString().ShouldBe(account);
        delivery.Data.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        delivery.Body.ShouldNotContain(Stranger);
    }

    [Fact]
    public async Task A_private_address_is_not_connected_to_unless_that_is_allowed()
    {
        await using var receiver = await Receiver.StartAsync();
        var port = new Uri(receiver.Url).Port;
        await using var server = await StartAsync($"https://localhost:{port}/hook", ("Notify:AllowPrivate", "false"));
        await server.AddAccountAsync();
        await server.StartOperationAsync();

        var log = await LogAsync(server, "pending", attempts: 1);

        log.GetProperty("result").GetString().ShouldBe("the address is private; Notify:AllowPrivate allows it");
        receiver.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promise_that_is_broken_is_told_and_the_account_says_how_old_its_jobs_are()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await StartAsync(receiver.Url, ("Freshness:MaxAge", "00:00:01"), ("Hosting:Mode", "Api"));
        var account = await server.AddAccountAsync();
        (await server.GetAsync($"/api/accounts/{account}"))["oldestUpdated"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await StoredJobs.AddAsync(server, account, "A", "B");

        var delivery = await receiver.HeardAsync("account.stale");

        delivery.Data.GetProperty("accountId").GetString().ShouldBe(account);
        delivery.Data.GetProperty("oldestUpdated").GetDateTimeOffset().ShouldBeLessThan(DateTimeOffset.UtcNow);
    }

    private static Task<ApiServer> StartAsync(string url, params (string Key, string Value)[] settings) => ApiServer.StartAsync(
        new SimulatorOptions { Accounts = 1, JobsPerAccount = 25, MinInterval = TimeSpan.Zero },
        [("Hosting:Mode", "Worker"), ("Notify:Url", url), ("Notify:Secret", Secret), ("Notify:AllowPrivate", "true"), .. settings]);

    private static async Task<System.Text.Json.JsonElement> LogAsync(ApiServer server, string status, int attempts = 0)
    {
        var answer = await Eventually.GetAsync(
            () => server.GetAsync("/api/notifications"),
            answer => answer["items"].EnumerateArray().Any(item =>
                item.GetProperty("status").GetString() == status && item.GetProperty("attempts").GetInt32() >= attempts
                && (attempts == 0 || item.GetProperty("result").ValueKind != System.Text.Json.JsonValueKind.Null)
                && (status != "pending" || item.GetProperty("result").ValueKind != System.Text.Json.JsonValueKind.Null)));
        return answer["items"].EnumerateArray().First(item => item.GetProperty("status").GetString() == status);
    }
}
