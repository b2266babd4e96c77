using System.Net;
using System.Text;
using System.Text.Json;
using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api;

public sealed class WebhookTests
{
    private const string Hint = """{"trigger":{"type":"jobStatusChanged","timestamp":"2026-01-01T00:00:00Z"},"data":{"uuid":"@","status":"Done","clientId":7},"metadata":{"automationId":"1","ruleName":"r"}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_is_answered_at_once_and_its_job_is_fetched_by_the_next_tick()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var secret = await SecretAsync(server, account);
        var uuid = server.Simulator.Truth(server.Simulator.Tokens[0]).Skip(3).First().Uuid;

        (await SendAsync(server, account, secret, uuid)).ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(server, account, secret, uuid)).ShouldBe(HttpStatusCode.Accepted);
        (await server.PostAsync("/api/cron/tick")).ShouldBe(HttpStatusCode.OK);

        (await server.GetAsync($"/api/accounts/{account}/jobs/{uuid}")).ShouldBe(HttpStatusCode.OK);
        server.Simulator.JobRequests(server.Simulator.Tokens[0]).ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>(uuid, 1));
    }

    [Fact]
    public async Task Who_does_not_know_the_secret_learns_nothing_of_the_account()
    {
        await using var server = await ApiServer.StartAsync();
        var (with, without) = (await server.AddAccountAsync(0), await server.AddAccountAsync(1));
        var secret = await SecretAsync(server, with);

        var answers = new[]
        {
            await SendAsync(server, with, secret + "x", "A"),
            await SendAsync(server, without, secret, "A"),
            await SendAsync(server, new string('0', 24), secret, "A"),
            await SendAsync(server, with, null, "A"),
        };

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Unauthorized);
        answers.Select(answer => (answer.Code, answer["detail"].GetString())).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("application/json", """{"UUID":"@"}""")]
    [InlineData("application/json", "\uFEFF {\"data\":{\"UUID\":\"@\"}}")]
    [InlineData("application/vnd.relay+json; charset=utf-8", """[{"uuid":"@"}]""")]
    [InlineData("text/plain", """{"data":{"uuid":"@"}}""")]
    [InlineData("application/json; charset=utf-7", """{"uuid":"@"}""")]
    [InlineData("application/x-www-form-urlencoded", """{"uuid":"@"}""")]
    [InlineData("application/x-www-form-urlencoded", "status=Done&UUID=@")]
    [InlineData("application/x-www-form-urlencoded", "trigger%5Btype%5D=jobStatusChanged&data%5Buuid%5D=@")]
    [InlineData("application/x-www-form-urlencoded", "data.uuid=@")]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%22data%22%3A%7B%22uuid%22%3A%22@%22%7D%7D")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"uuid\"\r\n\r\n@\r\n--b--\r\n")]
    public async Task A_webhook_is_taken_as_a_relay_sends_it(string type, string body)
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var uuid = server.Simulator.Truth(server.Simulator.Tokens[0]).First().Uuid;

        var answer = await RelayAsync(server, account, await SecretAsync(server, account), type, Encoding.UTF8.GetBytes(body.Replace("@", uuid, StringComparison.Ordinal)));
        (await server.PostAsync("/api/cron/tick")).ShouldBe(HttpStatusCode.OK);

        answer.ShouldBe(HttpStatusCode.Accepted);
        server.Simulator.JobRequests(server.Simulator.Tokens[0]).ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>(uuid, 1));
    }

    [Theory]
    [InlineData("""{"trigger":{"type":"leadStatusChanged"},"data":{"uuid":"LEAD01","leadDateTime":"2026-01-01 08:00:00"}}""")]
    [InlineData("""{"UUID":"LEAD01","LeadDateTime":""}""")]
    public async Task A_leads_webhook_is_answered_and_costs_no_call(string body)
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var secret = await SecretAsync(server, account);

        var answer = await RelayAsync(server, account, secret, "application/json", Encoding.UTF8.GetBytes(body));
        var stranger = await RelayAsync(server, account, "no", "application/json", Encoding.UTF8.GetBytes(body));
        (await server.PostAsync("/api/cron/tick")).ShouldBe(HttpStatusCode.OK);

        answer.ShouldBe(HttpStatusCode.OK)["ignored"].GetString().ShouldBe("The webhook is about a lead: Batchline keeps jobs, so there is nothing to be done.");
        stranger.ShouldBe(HttpStatusCode.Unauthorized);
        server.Simulator.JobRequests(server.Simulator.Tokens[0]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", """{"data":{}}""")]
    [InlineData("application/json", """{"data":{"uuid":""}}""")]
    [InlineData("application/json", """{"data":{"uuid":"a b"}}""")]
    [InlineData("application/json", """{"data":"J1"}""")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", """[{"uuid":"A"},{"uuid":"B"}]""")]
    [InlineData("application/json", "no json")]
    [InlineData("application/json", """{"uuid":"A" """)]
    [InlineData("text/plain", "uuid")]
    [InlineData("application/xml", "<uuid>A</uuid>")]
    [InlineData("application/x-www-form-urlencoded", "status=Done")]
    [InlineData("application/x-www-form-urlencoded", "uuid=A&uuid=B")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"uuid\"\r\n\r\nA")]
    [InlineData("multipart/form-data", "--b")]
    public async Task A_malformed_webhook_is_refused(string type, string body)
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var secret = await SecretAsync(server, account);

        var answer = await RelayAsync(server, account, secret, type, Encoding.UTF8.GetBytes(body));

        answer.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task A_new_secret_ends_the_old_one_and_a_removed_one_ends_all()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var old = await SecretAsync(server, account);
        var secret = await SecretAsync(server, account);

        (await SendAsync(server, account, old, "A")).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(server, account, secret, "A")).ShouldBe(HttpStatusCode.Accepted);
        (await server.DeleteAsync($"/api/accounts/{account}/webhook-secret")).ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(server, account, secret, "A")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_stored_hashed()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();

        var made = (await server.PostAsync($"/api/accounts/{account}/webhook-secret")).ShouldBe(HttpStatusCode.OK);

        var secret = made["secret"].GetString()!;
        made["url"].GetString().ShouldBe($"{server.Http.BaseAddress}api/webhooks/workiz/{account}");
        var stored = (await server.Service<IAccountStore>().GetAsync(new AccountId(account), Cancelled))!;
        stored.WebhookSecretHash.ShouldNotBeNull().ShouldNotContain(secret);
        (await server.GetAsync($"/api/accounts/{account}")).Text.ShouldNotContain(stored.WebhookSecretHash!);
        (await server.PostAsync($"/api/accounts/{new string('0', 24)}/webhook-secret")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task With_an_api_token_webhooks_want_only_their_own_secret()
    {
        await using var server = await ApiServer.StartAsync(null, ("Security:ApiToken", "the-token-of-the-api"));
        var account = JsonSerializer.Deserialize<JsonElement>((await server.SendAsync(
            HttpMethod.Post, "/api/accounts", new { name = "A", workizApiKey = server.Simulator.Tokens[0] }, ("Authorization", "Bearer the-token-of-the-api"))).Text).GetProperty("id").GetString()!;
        var secret = (await server.SendAsync(HttpMethod.Post, $"/api/accounts/{account}/webhook-secret", null, ("Authorization", "Bearer the-token-of-the-api")))["secret"].GetString();

        (await SendAsync(server, account, secret, "A")).ShouldBe(HttpStatusCode.Accepted);
        (await SendAsync(server, account, "the-token-of-the-api", "A")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<string> SecretAsync(ApiServer server, string account) =>
        (await server.PostAsync($"/api/accounts/{account}/webhook-secret")).ShouldBe(HttpStatusCode.OK)["secret"].GetString()!;

    private static Task<Answer> RelayAsync(ApiServer server, string account, string secret, string type, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return server.SendAsync(HttpMethod.Post, $"/api/webhooks/workiz/{account}", content, ("Authorization", $"Bearer {secret}"));
    }

    private static Task<Answer> SendAsync(ApiServer server, string account, string? secret, string uuid) => server.SendAsync(
        HttpMethod.Post,
        $"/api/webhooks/workiz/{account}",
        Hint.Replace("@", uuid, StringComparison.Ordinal),
        secret is null ? [] : [("Authorization", $"Bearer {secret}")]);
}
