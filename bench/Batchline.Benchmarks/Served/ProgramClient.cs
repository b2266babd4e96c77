using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Batchline.Benchmarks.Served;

/// <summary>Asks a served program with its token, patiently.</summary>
internal sealed class ProgramClient : IDisposable
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient _http;

    public ProgramClient(int port)
    {
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServedProgram.Token);
    }

    public async Task<IReadOnlyList<string>> AddAccountsAsync(IReadOnlyList<string> keys)
    {
        var ids = new string[keys.Count];
        await Parallel.ForAsync(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
            ids[number] = Text(await PostAsync("api/accounts", new { name = $"Account {number + 1}", workizApiKey = keys[number] }), "id"));
        return ids;
    }

    /// <returns>The id of the operation.</returns>
    public async Task<string> BeginAsync(IReadOnlyList<string> accountIds) =>
        Text(await PostAsync("api/init-batch-update", new { accountIds, strategy = "each" }), "operationId");

    /// <summary>Of all accounts.</summary>
    /// <returns>The id of the operation.</returns>
    public Task<string> BeginAsync(string strategy) => BeginAsync(new { strategy });

    /// <returns>The id of the operation.</returns>
    public async Task<string> BeginAsync(object request) => Text(await PostAsync("api/init-batch-update", request), "operationId");

    /// <summary>Waits until the operation knows all its jobs.</summary>
    public Task PlannedAsync(string operation) => PastAsync(operation, "planning");

    public Task EndedAsync(string operation) => PastAsync(operation, "planning", "processing", "paused");

    /// <summary>Cancels an operation, and waits until every account has taken note.</summary>
    /// <returns>How many of its jobs failed.</returns>
    public async Task<long> CancelAsync(string operation)
    {
        await PostAsync($"api/operations/{operation}/cancel", new { });
        await EndedAsync(operation);
        return (await GetAsync($"api/batch-progress/{operation}?limit=1")).GetProperty("jobs").GetProperty("failed").GetInt64();
    }

    private async Task PastAsync(string operation, params IReadOnlyList<string> statuses)
    {
        while (statuses.Contains(Text(await GetAsync($"api/operations/{operation}"), "status")))
            await Task.Delay(Look);
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<string> PageAsync() => await _http.GetStringAsync(new Uri("", UriKind.Relative));

    /// <summary>How long an answer takes, in seconds.</summary>
    public static async Task<double> TimeAsync(Func<Task> call)
    {
        var begun = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    public void Dispose() => _http.Dispose();

    public Task<JsonElement> PostAsync(string path, object body) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    private async Task<JsonElement> SendAsync(Func<HttpRequestMessage> request)
    {
        while (true)
        {
            using var answer = await _http.SendAsync(request());
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter?.Delta is { } wait)
            {
                await Task.Delay(wait);
                continue;
            }
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<JsonElement>()
                : throw new InvalidOperationException($"The program answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static string Text(JsonElement body, string name) =>
        body.GetProperty(name).GetString() ?? throw new InvalidOperationException($"{name} is null.");
}
