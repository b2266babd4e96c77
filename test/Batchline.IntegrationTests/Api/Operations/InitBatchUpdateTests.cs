using System.Net;
using Batchline.IntegrationTests.InProcess;

namespace Batchline.IntegrationTests.Api.Operations;

public sealed class InitBatchUpdateTests
{
    private const string Path = "/api/init-batch-update";

    [Fact]
    public async Task A_start_is_accepted_and_says_where_to_look()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync(0);
        await server.AddAccountAsync(1);

        var answer = (await server.PostAsync(Path)).ShouldBe(HttpStatusCode.Accepted);

        var id = answer["operationId"].GetString();
        answer.Headers.Location!.ToString().ShouldBe($"/api/batch-progress/{id}");
        answer.Body.EnumerateObject().Select(field => field.Name).ShouldBe(["operationId", "status", "accounts", "jobs", "batches", "skipped", "skippedTotal"]);
        answer["accounts"].GetInt32().ShouldBe(2);
        answer["jobs"].GetInt32().ShouldBeGreaterThan(40);
        answer["batches"].GetInt32().ShouldBe(6);
        answer["skipped"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_other_name_starts_the_same()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();

        (await server.PostAsync("/api/initiate-batch-update", new { batchSize = 25 })).ShouldBe(HttpStatusCode.Accepted)["batches"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_begins_at_once()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        await server.AddAccountAsync();

        var id = await server.StartOperationAsync();

        (await server.ProgressAsync(id, "completed"))["progress"].GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_enabled_account_there_is_nothing_to_start()
    {
        await using var server = await ApiServer.StartAsync();
        (await server.PostAsync(Path)).ShouldBeProblem(HttpStatusCode.BadRequest, "no_accounts");

        var disabled = await server.AddAccountAsync(0, new { enabled = false });

        (await server.PostAsync(Path)).ShouldBeProblem(HttpStatusCode.BadRequest, "no_accounts");
        (await server.PostAsync(Path, new { accountIds = new[] { disabled } })).ShouldBeProblem(HttpStatusCode.BadRequest, "no_accounts");
    }

    [Fact]
    public async Task Unknown_accounts_are_named()
    {
        await using var server = await ApiServer.StartAsync();
        var known = await server.AddAccountAsync();

        var answer = await server.PostAsync(Path, new { accountIds = new[] { known, "0123456789abcdef01234567" } });

        answer.ShouldBeInvalid("accountIds");
        answer.Text.ShouldContain("0123456789abcdef01234567");
        answer.Text.ShouldNotContain(known);
    }

    [Fact]
    public async Task Disabled_accounts_are_left_out_and_named()
    {
        await using var server = await ApiServer.StartAsync();
        var enabled = await server.AddAccountAsync(0);
        var disabled = await server.AddAccountAsync(1, new { enabled = false });

        var answer = (await server.PostAsync(Path, new { accountIds = new[] { enabled, disabled } })).ShouldBe(HttpStatusCode.Accepted);

        answer["accounts"].GetInt32().ShouldBe(1);
        answer["skipped"].EnumerateArray().Select(id => id.GetString()).ShouldBe([disabled]);
    }

    [Fact]
    public async Task A_busy_account_is_refused_or_skipped()
    {
        await using var server = await ApiServer.StartAsync();
        var busy = await server.AddAccountAsync(0);
        var running = await server.StartOperationAsync();

        (await server.PostAsync(Path)).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy")["operationId"].GetString().ShouldBe(running);
        (await server.PostAsync(Path, new { onBusy = "skip" })).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy")["operationId"].GetString().ShouldBe(running);

        await server.AddAccountAsync(1);
        (await server.PostAsync(Path)).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy");
        var skipping = (await server.PostAsync(Path, new { onBusy = "skip" })).ShouldBe(HttpStatusCode.Accepted);

        skipping["skipped"].EnumerateArray().Select(id => id.GetString()).ShouldBe([busy]);
    }

    [Fact]
    public async Task A_refused_start_leaves_the_running_operation_the_only_one_and_its_key_free()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();
        var running = await server.StartOperationAsync();
        var unknown = new { accountIds = new[] { "ffffffffffffffffffffffff" } };

        (await server.SendAsync(HttpMethod.Post, Path, null, ("Idempotency-Key", "tonight"))).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy");
        (await server.SendAsync(HttpMethod.Post, Path, new { onBusy = "skip" }, ("Idempotency-Key", "tonight"))).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy");
        (await server.SendAsync(HttpMethod.Post, Path, unknown, ("Idempotency-Key", "tonight"))).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_request");
        await server.PostAsync($"{Path}?preview=true");

        var listed = (await server.GetAsync("/api/operations")).ShouldBe(HttpStatusCode.OK)["items"];
        listed.EnumerateArray().Select(operation => operation.GetProperty("operationId").GetString()).ShouldBe([running]);
        (await server.PostAsync($"/api/operations/{running}/cancel")).ShouldBe(HttpStatusCode.Accepted);
        (await server.SendAsync(HttpMethod.Post, Path, null, ("Idempotency-Key", "tonight"))).ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Starting_twice_at_once_starts_one_operation()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.PostAsync(Path)));

        answers.Count(answer => answer.Status == HttpStatusCode.Accepted).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict && answer.Code == "account_busy").ShouldBe(7);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_operation()
    {
        await using var server = await ApiServer.StartAsync();
        var account = await server.AddAccountAsync();
        var first = (await StartAsync(server, "key 1", new { batchSize = 5 })).ShouldBe(HttpStatusCode.Accepted);

        var again = (await StartAsync(server, "key 1", "{ \"batchSize\":5 , \"full\":false }")).ShouldBe(HttpStatusCode.Accepted);

        again["operationId"].GetString().ShouldBe(first["operationId"].GetString());
        var reused = await StartAsync(server, "key 1", new { batchSize = 5, accountIds = new[] { account } });
        reused.ShouldBeProblem(HttpStatusCode.Conflict, "key_reused")["operationId"].GetString().ShouldBe(first["operationId"].GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\there")]
    [InlineData("ключ")]
    public async Task An_unprintable_idempotency_key_is_malformed(string key)
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();

        (await StartAsync(server, key, null)).ShouldBeInvalid("Idempotency-Key");
        (await StartAsync(server, new string('k', 201), null)).ShouldBeInvalid("Idempotency-Key");
    }

    [Theory]
    [InlineData("""{"accountId":["0123456789abcdef01234567"]}""", "accountId")]
    [InlineData("""{"AccountIds":["0123456789abcdef01234567"]}""", "AccountIds")]
    [InlineData("""{"accountIds":[]}""", "accountIds")]
    [InlineData("""{"accountIds":null}""", "accountIds")]
    [InlineData("""{"accountIds":"0123456789abcdef01234567"}""", "accountIds")]
    [InlineData("""{"accountIds":["x",null]}""", "accountIds[0]", "accountIds[1]")]
    [InlineData("""{"accountIds":[["x"]]}""", "accountIds")]
    [InlineData("""{"batchSize":0}""", "batchSize")]
    [InlineData("""{"batchSize":1001}""", "batchSize")]
    [InlineData("""{"batchSize":1.5}""", "batchSize")]
    [InlineData("""{"batchSize":"10"}""", "batchSize")]
    [InlineData("""{"batchSize":99999999999}""", "batchSize")]
    [InlineData("""{"batchSize":1,"batchSize":2}""", "batchSize")]
    [InlineData("""{"strategy":"Each"}""", "strategy")]
    [InlineData("""{"strategy":1}""", "strategy")]
    [InlineData("""{"since":"yesterday"}""", "since")]
    [InlineData("""{"since":"0001-01-01"}""", "since")]
    [InlineData("""{"full":"yes"}""", "full")]
    [InlineData("""{"onBusy":"wait"}""", "onBusy")]
    [InlineData("""{"toleratedFailurePercent":-1}""", "toleratedFailurePercent")]
    [InlineData("""{"toleratedFailurePercent":100.1}""", "toleratedFailurePercent")]
    [InlineData("""{"batchSize":0,"strategy":"x","onBusy":"y"}""", "batchSize", "strategy", "onBusy")]
    [InlineData("""{"batchSize":5""", "body")]
    [InlineData("""{"batchSize":5,}""", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("\"text\"", "body")]
    [InlineData(" ", "body")]
    public async Task A_malformed_body_starts_nothing(string body, params string[] fields)
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync();

        (await server.PostAsync(Path, body)).ShouldBeInvalid(fields);

        (await server.GetAsync("/api/operations"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_query_is_malformed()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync(Path + "?accountIds=x")).ShouldBeInvalid("accountIds");
    }

    private static Task<Answer> StartAsync(ApiServer server, string key, object? body) =>
        server.SendAsync(HttpMethod.Post, Path, body, ("Idempotency-Key", key));
}
