using System.Net;
using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Processes;

/// <summary>What people type wrong by hand, sent to the program itself.</summary>
public sealed class BadInputTests
{
    private const string Nobody = "0123456789abcdef01234567";

    [Fact]
    public async Task Bad_input_is_answered_as_documented_and_changes_nothing()
    {
        await using var stage = await SetAsync();
        var process = stage.Start();
        var api = await process.ReadyAsync();
        var accounts = await stage.AddAccountsAsync(api);
        var operation = await api.InitAsync("each");
        var done = await PlannedAsync(api, operation);

        var twice = await Task.WhenAll(api.PostAsync($"/api/process-batch/{done}"), api.PostAsync($"/api/process-batch/{done}"));
        twice.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1, process.Output);
        Code(twice.Single(answer => answer.Status != HttpStatusCode.OK)).ShouldBe((HttpStatusCode.Conflict, "account_leased"));
        var before = await EverythingAsync(api, operation);
        var requests = stage.Simulator.Log.Count;

        foreach (var (method, path, body, status, code) in Cases(operation, accounts[0], done, stage.Simulator.Tokens[0]))
        {
            var answer = await api.SendAsync(new HttpMethod(method), path, body);
            Code(answer).ShouldBe(((HttpStatusCode)status, code), $"{method} {path} {(body?.Length > 80 ? body[..80] : body)}: {answer.Body}");
            answer.Body.GetProperty("status").GetInt32().ShouldBe(status);
        }

        (await EverythingAsync(api, operation)).ShouldBe(before);
        stage.Simulator.Log.Count.ShouldBe(requests);
        process.TimesSaid("Exception").ShouldBe(0, process.Output);
        (await process.TerminateAsync()).ExitCode.ShouldBe(0, process.Output);
    }

    [Fact]
    public async Task An_operation_started_twice_at_once_is_started_once()
    {
        await using var stage = await SetAsync();
        var api = await stage.Start().ReadyAsync();
        await stage.AddAccountsAsync(api);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.PostAsync("/api/init-batch-update")));

        var started = answers.Single(answer => answer.Status == HttpStatusCode.Accepted).Body.GetProperty("operationId").GetString();
        foreach (var refused in answers.Where(answer => answer.Status != HttpStatusCode.Accepted))
        {
            Code(refused).ShouldBe((HttpStatusCode.Conflict, "account_busy"));
            refused.Body.GetProperty("operationId").GetString().ShouldBe(started);
        }
        (await OperationsAsync(api)).Count().ShouldBe(1);
    }

    private static IEnumerable<(string Method, string Path, string? Body, int Status, string Code)> Cases(
        string operation, string account, string done, string token)
    {
        const string Invalid = "invalid_request";
        foreach (var path in (string[])["process-batch", "retry-batch"])
        {
            yield return ("POST", $"/api/{path}/1", null, 400, Invalid);
            yield return ("POST", $"/api/{path}/{Nobody[..23]}g", null, 400, Invalid);
            yield return ("POST", $"/api/{path}/{Nobody}0", null, 400, Invalid);
            yield return ("POST", $"/api/{path}/{Nobody}", null, 404, "not_found");
            yield return ("POST", $"/api/{path}/{account}", null, 404, "not_found");
        }
        yield return ("GET", "/api/batch-progress/x", null, 400, Invalid);
        yield return ("GET", $"/api/batch-progress/{Nobody}", null, 404, "not_found");
        yield return ("GET", $"/api/accounts/{done}", null, 404, "not_found");
        yield return ("GET", "/api/operations?limit=0", null, 400, Invalid);
        yield return ("GET", "/api/operations?limits=5", null, 400, Invalid);
        yield return ("GET", "/api/nothing", null, 404, "not_found");
        yield return ("DELETE", "/api/accounts/x", null, 400, Invalid);
        yield return ("DELETE", $"/api/accounts/{account}", null, 409, "account_busy");

        yield return ("POST", $"/api/process-batch/{done}", null, 409, "batch_not_pending");
        yield return ("POST", $"/api/retry-batch/{done}", null, 409, "batch_not_failed");
        yield return ("POST", $"/api/retry-batch/{done}?force=true", null, 409, "batch_not_failed");
        yield return ("POST", $"/api/operations/{operation}/retry", null, 409, "batch_not_failed");
        yield return ("POST", $"/api/operations/{operation}/resume", null, 409, "bad_transition");
        yield return ("POST", $"/api/retry-batch/{done}?force=perhaps", null, 400, Invalid);

        foreach (var body in (string[])["{", "[]", "null", "7", "{\"batchSize\":0}", "{\"batchSize\":1001}", "{\"batchSize\":\"ten\"}",
            "{\"batchSize\":1e400}", "{\"batchSize\":5,\"batchSize\":6}", "{\"accountIds\":[7]}", "{\"accountids\":[]}",
            $"{{\"accountIds\":[\"{Nobody}\"]}}", new string('[', 5_000)])
        {
            yield return ("POST", "/api/init-batch-update", body, 400, Invalid);
        }
        yield return ("POST", "/api/init-batch-update", "{}", 409, "account_busy");

        yield return ("POST", "/api/accounts", null, 400, Invalid);
        yield return ("POST", "/api/accounts", "{}", 400, Invalid);
        yield return ("POST", "/api/accounts", "{\"name\":\"A\",\"workizApiKey\":\"\"}", 400, Invalid);
        yield return ("POST", "/api/accounts", "{\"name\":\"A\",\"workizApiKey\":null}", 400, Invalid);
        yield return ("POST", "/api/accounts", "{\"name\":\"A\",\"workizApiKey\":\"a b\"}", 400, Invalid);
        yield return ("POST", "/api/accounts", "{\"name\":7,\"workizApiKey\":\"a-new-key\"}", 400, Invalid);
        yield return ("POST", "/api/accounts", "{\"name\":\"A\",\"workizApiKey\":\"a-new-key\",\"enable\":false}", 400, Invalid);
        yield return ("POST", "/api/accounts", $"{{\"name\":\"{new string('n', 1_000_000)}\",\"workizApiKey\":\"a-new-key\"}}", 400, Invalid);
        yield return ("POST", "/api/accounts", $"{{\"name\":\"{new string('n', 1 << 20)}\",\"workizApiKey\":\"a-new-key\"}}", 413, "body_too_large");
        yield return ("POST", "/api/accounts", $"{{\"name\":\"A\",\"workizApiKey\":\"{token}\"}}", 409, "duplicate_key");
        yield return ("PATCH", $"/api/accounts/{account}", "{\"name\":\"\"}", 400, Invalid);
        yield return ("PATCH", $"/api/accounts/{account}", "{\"workizApiKey\":\"\"}", 400, Invalid);
        yield return ("PATCH", $"/api/accounts/{Nobody}", "{\"name\":\"B\"}", 404, "not_found");
    }

    /// <summary>Nothing works in the background, and each request takes long enough to meet another one.</summary>
    private static Task<Stage> SetAsync() => Stage.SetAsync(
        new SimulatorOptions
        {
            Accounts = 2,
            JobsPerAccount = 150,
            UnscheduledShare = 0,
            MinInterval = TimeSpan.Zero,
            Latency = TimeSpan.FromMilliseconds(50),
        },
        ("Hosting:Mode", "Api"),
        ("Process:SliceBudget", "00:00:02"));

    /// <summary>Lists and plans; the tick's time is over long before its work is.</summary>
    /// <returns>A batch that nobody has begun.</returns>
    private static async Task<string> PlannedAsync(BatchlineApi api, string operation)
    {
        JsonElement batch = default;
        await Until.TrueAsync(
            async () =>
            {
                await api.PostAsync("/api/cron/tick");
                batch = (await api.BatchesAsync(operation)).LastOrDefault(batch => batch.GetProperty("status").GetString() == "pending");
                return batch.ValueKind == JsonValueKind.Object;
            },
            "batches are planned");
        return batch.GetProperty("batchId").GetString()!;
    }

    private static (HttpStatusCode, string?) Code((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.ValueKind == JsonValueKind.Object ? answer.Body.GetProperty("code").GetString() : null);

    private static async Task<IEnumerable<JsonElement>> OperationsAsync(BatchlineApi api) =>
        (await api.GetAsync("/api/operations")).GetProperty("items").EnumerateArray();

    private static async Task<string> EverythingAsync(BatchlineApi api, string operation) => string.Join('\n',
        await api.GetAsync("/api/accounts"),
        string.Join('\n', await OperationsAsync(api)),
        string.Join('\n', await api.BatchesAsync(operation)),
        await api.GetAsync("/api/jobs?limit=1000"));
}
