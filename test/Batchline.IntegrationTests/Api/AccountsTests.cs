using System.Net;
using System.Text.Json;
using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Api;

public sealed class AccountsTests
{
    private const string Unknown = "0123456789abcdef01234567";

    [Fact]
    public async Task An_account_is_made_and_read_back_without_its_key()
    {
        await using var server = await ApiServer.StartAsync();
        var body = new { name = "Ünal & Söhne", workizApiKey = "api_0123456789x4f2", minInterval = "00:00:02", quotaCalls = 30, quotaWindow = "00:01:00", quotaShare = 0.5 };

        var made = (await server.PostAsync("/api/accounts", body)).ShouldBe(HttpStatusCode.Created);

        made.Headers.Location!.ToString().ShouldBe($"/api/accounts/{made["id"].GetString()}");
        made.Body.EnumerateObject().Select(field => field.Name).ShouldBe(
            [
                "id", "name", "enabled", "keyHint", "status", "blockedReason", "jobs", "lastSyncedAt", "oldestUpdated", "medianUpdated",
                "minInterval", "quotaCalls", "quotaWindow", "quotaShare", "learnedQuota", "callsPerMinute", "createdAt", "updatedAt",
            ]);
        made["name"].GetString().ShouldBe("Ünal & Söhne");
        made["keyHint"].GetString().ShouldBe("…x4f2");
        made["enabled"].GetBoolean().ShouldBeTrue();
        made["status"].GetString().ShouldBe("ok");
        (await server.GetAsync(made.Headers.Location.ToString())).Text.ShouldBe(made.Text);
        made.Text.ShouldNotContain("0123456789x");
    }

    [Fact]
    public async Task S8_the_database_holds_no_key_in_the_clear()
    {
        await using var server = await ApiServer.StartAsync();

        var made = await server.PostAsync("/api/accounts", new { name = "A", workizApiKey = "api_0123456789x4f2" });

        var stored = await server.Service<IAccountStore>().GetAsync(new AccountId(made["id"].GetString()!), TestContext.Current.CancellationToken);
        stored!.WorkizApiKey.ShouldStartWith("enc:v1:");
        stored.WorkizApiKey.ShouldNotContain("0123456789x4f2");
        stored.KeyFingerprint.ShouldNotBeNullOrEmpty();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(server.DataDirectory, "encryption.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_key_is_taken_without_what_nobody_sees_around_it()
    {
        await using var server = await ApiServer.StartAsync();
        var (one, two) = (server.Simulator.Tokens[0], server.Simulator.Tokens[1]);

        var made = (await server.PostAsync("/api/accounts", new { name = "A", workizApiKey = $"\ufeff{one}\r\n" })).ShouldBe(HttpStatusCode.Created);
        var path = $"/api/accounts/{made["id"].GetString()}";
        var first = await server.PostAsync($"{path}/test");
        (await server.PostAsync("/api/accounts", new { name = "B", workizApiKey = one })).ShouldBeProblem(HttpStatusCode.Conflict, "duplicate_key");
        (await server.PatchAsync(path, new { workizApiKey = $" {two}\u200b\n" })).ShouldBe(HttpStatusCode.OK)["keyHint"].GetString().ShouldBe($"…{two[^4..]}");
        var second = await server.PostAsync($"{path}/test");

        first["ok"].GetBoolean().ShouldBeTrue();
        second["ok"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_body_does_no_harm()
    {
        await using var server = await ApiServer.StartAsync();

        var made = (await server.PostAsync("/api/accounts", "\ufeff{\"name\":\"A\",\"workizApiKey\":\"k1\"}")).ShouldBe(HttpStatusCode.Created);

        made["name"].GetString().ShouldBe("A");
    }

    [Fact]
    public async Task Short_keys_have_no_hint()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/accounts", new { name = "A", workizApiKey = "12345678901" }))["keyHint"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("{}", "name", "workizApiKey")]
    [InlineData("""{"name":"","workizApiKey":""}""", "name", "workizApiKey")]
    [InlineData("""{"name":null,"workizApiKey":null}""", "name", "workizApiKey")]
    [InlineData("""{"name":"A","workizApiKey":"a b"}""", "workizApiKey")]
    [InlineData("""{"name":"A","workizApiKey":"a/b"}""", "workizApiKey")]
    [InlineData("""{"name":5,"workizApiKey":"k"}""", "name")]
    [InlineData("""{"name":"\ud800","workizApiKey":"k"}""", "name")]
    [InlineData("""{"name":"A","workizApiKey":"k","enabled":"yes"}""", "enabled")]
    [InlineData("""{"name":"A","workizApiKey":"k","minInterval":"soon"}""", "minInterval")]
    [InlineData("""{"name":"A","workizApiKey":"k","minInterval":1}""", "minInterval")]
    [InlineData("""{"name":"A","workizApiKey":"k","quotaCalls":0,"quotaWindow":"00:00:00","quotaShare":2}""", "quotaCalls", "quotaWindow", "quotaShare")]
    [InlineData("""{"name":"A","workizApiKey":"k","id":"0123456789abcdef01234567"}""", "id")]
    [InlineData("", "body")]
    public async Task A_malformed_account_is_not_made(string body, params string[] fields)
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/accounts", body)).ShouldBeInvalid(fields);

        (await server.GetAsync("/api/accounts"))["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_refused()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.PostAsync("/api/accounts", new { name = new string('n', 1_000_000), workizApiKey = "k" })).ShouldBeInvalid("name");
        (await server.PostAsync("/api/accounts", new { name = new string('n', 1_100_000), workizApiKey = "k" }))
            .ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task The_same_key_twice_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        await server.AddAccountAsync(0);
        var other = await server.AddAccountAsync(1);
        var key = server.Simulator.Tokens[0];

        (await server.PostAsync("/api/accounts", new { name = "B", workizApiKey = key })).ShouldBeProblem(HttpStatusCode.Conflict, "duplicate_key");
        (await server.PatchAsync($"/api/accounts/{other}", new { workizApiKey = key })).ShouldBeProblem(HttpStatusCode.Conflict, "duplicate_key");
    }

    [Fact]
    public async Task Accounts_are_listed_page_by_page()
    {
        await using var server = await ApiServer.StartAsync(new SimulatorOptions { Accounts = 5, JobsPerAccount = 1 });
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Add(await server.AddAccountAsync(i));

        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await server.GetAsync($"/api/accounts?limit=2&cursor={cursor}")).ShouldBe(HttpStatusCode.OK);
            listed.AddRange(page["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page["nextCursor"].GetString();
        }

        listed.ShouldBe(made.Order());
    }

    [Fact]
    public async Task A_change_touches_only_what_it_names_and_null_clears_the_pace()
    {
        await using var server = await ApiServer.StartAsync();
        var id = await server.AddAccountAsync(0, new { quotaCalls = 30, quotaShare = 0.5 });

        var changed = (await server.PatchAsync($"/api/accounts/{id}", """{"name":"New","quotaCalls":null,"minInterval":"00:00:03"}""")).ShouldBe(HttpStatusCode.OK);

        changed["name"].GetString().ShouldBe("New");
        changed["quotaCalls"].ValueKind.ShouldBe(JsonValueKind.Null);
        changed["minInterval"].GetString().ShouldBe("00:00:03");
        changed["quotaShare"].GetDouble().ShouldBe(0.5);
        changed["enabled"].GetBoolean().ShouldBeTrue();
        (await server.PatchAsync($"/api/accounts/{id}", new { enabled = false }))["enabled"].GetBoolean().ShouldBeFalse();
        (await server.PatchAsync($"/api/accounts/{id}", "{}")).ShouldBe(HttpStatusCode.OK)["name"].GetString().ShouldBe("New");
    }

    [Theory]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"workizApiKey":null}""", "workizApiKey")]
    [InlineData("""{"enabled":null}""", "enabled")]
    [InlineData("""{"quotaShare":0}""", "quotaShare")]
    [InlineData("""{"quotaCalls":"many"}""", "quotaCalls")]
    [InlineData("""{"jobs":0}""", "jobs")]
    [InlineData("""{"name":"A","name":"B"}""", "name")]
    [InlineData("[]", "body")]
    public async Task A_malformed_change_changes_nothing(string body, params string[] fields)
    {
        await using var server = await ApiServer.StartAsync();
        var id = await server.AddAccountAsync();
        var before = await server.GetAsync($"/api/accounts/{id}");

        (await server.PatchAsync($"/api/accounts/{id}", body)).ShouldBeInvalid(fields);

        (await server.GetAsync($"/api/accounts/{id}")).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task A_refused_key_blocks_the_account_until_it_has_a_new_one()
    {
        await using var server = await ApiServer.StartAsync(null, ("Hosting:Mode", "Worker"));
        var made = await server.PostAsync("/api/accounts", new { name = "A", workizApiKey = "api_nobody_knows_me" });
        var path = $"/api/accounts/{made["id"].GetString()}";
        var operation = await server.StartOperationAsync();

        var blocked = await Eventually.GetAsync(() => server.GetAsync(path), answer => answer["status"].GetString() == "blocked");
        blocked["blockedReason"].GetString().ShouldNotBeNullOrEmpty();
        blocked.Text.ShouldNotContain("nobody_knows");
        await server.PatchAsync(path, new { workizApiKey = server.Simulator.Tokens[0] });

        await server.ProgressAsync(operation, "completed");
        var view = await server.GetAsync(path);
        view["status"].GetString().ShouldBe("ok");
        view["jobs"].GetInt32().ShouldBeGreaterThan(20);
        view["lastSyncedAt"].ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Fact]
    public async Task A_test_tells_whether_the_key_is_good()
    {
        await using var server = await ApiServer.StartAsync();
        var good = await server.AddAccountAsync();
        var bad = (await server.PostAsync("/api/accounts", new { name = "A", workizApiKey = "api_nobody_knows_me" }))["id"].GetString();

        (await server.PostAsync($"/api/accounts/{good}/test")).ShouldBe(HttpStatusCode.OK)["ok"].GetBoolean().ShouldBeTrue();
        var refused = (await server.PostAsync($"/api/accounts/{bad}/test")).ShouldBe(HttpStatusCode.OK);

        refused["ok"].GetBoolean().ShouldBeFalse();
        refused["message"].GetString().ShouldNotBeNullOrEmpty();
        refused.Text.ShouldNotContain("nobody_knows");
    }

    [Fact]
    public async Task An_account_with_a_running_operation_stays()
    {
        await using var server = await ApiServer.StartAsync();
        var id = await server.AddAccountAsync();
        var operation = await server.StartOperationAsync();

        (await server.DeleteAsync($"/api/accounts/{id}")).ShouldBeProblem(HttpStatusCode.Conflict, "account_busy")["operationId"].GetString().ShouldBe(operation);

        await server.PostAsync($"/api/operations/{operation}/cancel");
        await server.ProgressAsync(operation, "cancelled");
        await server.StartOperationAsync();
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("?deleteJobs=false", 1)]
    [InlineData("?deleteJobs=true", 0)]
    public async Task A_deleted_account_leaves_its_jobs_unless_asked_otherwise(string query, int jobs)
    {
        await using var server = await ApiServer.StartAsync();
        var id = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, id, "ABC123");

        (await server.DeleteAsync($"/api/accounts/{id}{query}")).ShouldBe(HttpStatusCode.NoContent);

        (await server.GetAsync($"/api/accounts/{id}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync($"/api/jobs?accountId={id}"))["items"].GetArrayLength().ShouldBe(jobs);
        (await server.DeleteAsync($"/api/accounts/{id}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        await server.AddAccountAsync();
    }

    [Fact]
    public async Task Ids_and_queries_are_checked()
    {
        await using var server = await ApiServer.StartAsync();

        (await server.GetAsync($"/api/accounts/{Unknown}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.PatchAsync($"/api/accounts/{Unknown}", new { name = "A" })).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.DeleteAsync($"/api/accounts/{Unknown}")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.PostAsync($"/api/accounts/{Unknown}/test")).ShouldBeProblem(HttpStatusCode.NotFound, "not_found");
        (await server.GetAsync("/api/accounts/x")).ShouldBeInvalid("accountId");
        (await server.PatchAsync("/api/accounts/x", new { name = "" })).ShouldBeInvalid("accountId", "name");
        (await server.DeleteAsync("/api/accounts/x?deleteJobs=1")).ShouldBeInvalid("accountId", "deleteJobs");
        (await server.PostAsync("/api/accounts/x/test")).ShouldBeInvalid("accountId");
        (await server.GetAsync("/api/accounts?limit=many&cursor=W10&name=A")).ShouldBeInvalid("limit", "cursor", "name");
    }
}
