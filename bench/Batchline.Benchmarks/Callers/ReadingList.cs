using System.Text.Json;
using Batchline.Benchmarks.Served;

namespace Batchline.Benchmarks.Callers;

/// <summary>Everything there is to read.</summary>
internal static class ReadingList
{
    private const string Assets = "assets/";

    /// <summary>Some of the page's files: all of them would outnumber everything else.</summary>
    private const int EveryAsset = 10;

    public static IReadOnlyList<string> Exports { get; } =
        ["/api/jobs/export?format=ndjson", "/api/jobs/export?format=csv", "/api/jobs/export?format=csv&status=Done&q=a", "/api/jobs/export?format=ndjson&q=nothing-is-called-this"];

    public static string Events(string operation) => $"/api/batch-progress/{operation}/events";

    public static async Task<IReadOnlyList<string>> OfAsync(ProgramClient client, IReadOnlyList<string> operations)
    {
        var (first, last) = (operations[0], operations[^1]);
        var account = First(await client.GetAsync("api/accounts?limit=1")).GetProperty("id").GetString();
        var job = First(await client.GetAsync("api/jobs?limit=1"));
        var batch = First(await client.GetAsync($"api/operations/{first}/batches?limit=1")).GetProperty("batchId").GetString();
        return
        [
            "/api/accounts", "/api/accounts?limit=1000", $"/api/accounts/{account}",
            "/api/jobs", "/api/jobs?limit=1000", "/api/jobs?status=Done", "/api/jobs?from=2026-01-01&to=2026-02-01", $"/api/jobs?accountId={account}",
            "/api/jobs?q=nothing-is-called-this", "/api/jobs?q=nor-this&status=Submitted", "/api/jobs?status=no-such-status", "/api/jobs?changedSince=2100-01-01", "/api/jobs?missing=true",
            $"/api/accounts/{job.GetProperty("accountId")}/jobs/{job.GetProperty("uuid")}",
            "/api/operations", "/api/operations?status=failed", $"/api/operations/{first}",
            $"/api/operations/{first}/batches", $"/api/operations/{last}/batches?limit=1000", $"/api/operations/{first}/batches?status=failed", $"/api/batches/{batch}",
            $"/api/operations/{first}/batch-map", $"/api/operations/{last}/batch-map",
            $"/api/batch-progress/{first}", $"/api/batch-progress/{last}?limit=1000",
            "/api/changes", "/api/changes?since=latest", "/api/changes?limit=1000", "/api/notifications", "/api/schedules",
            "/metrics", "/health/ready", "/openapi/v1.json", "/docs/", "/",
            .. (await client.PageAsync()).Split('"').Where(part => part.StartsWith(Assets, StringComparison.Ordinal))
                .Where((_, number) => number % EveryAsset == 0).Select(part => "/" + part),
        ];
    }

    private static JsonElement First(JsonElement page) => page.GetProperty("items")[0];
}
