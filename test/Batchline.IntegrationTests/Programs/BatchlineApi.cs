using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Batchline.IntegrationTests.Programs;

/// <summary>The API of one process.</summary>
internal sealed class BatchlineApi(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public string Address => _http.BaseAddress?.ToString().TrimEnd('/') ?? "";

    /// <param name="token">Null: none.</param>
    public void ShowToken(string? token) =>
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<JsonElement> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        status.ShouldBe(HttpStatusCode.OK, $"{path}: {body}");
        return body;
    }

    /// <summary>What is no JSON.</summary>
    public Task<string> TextAsync(string path) => _http.GetStringAsync(path, Cancelled);

    /// <param name="body">A text is sent as it is, anything else as JSON.</param>
    public Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Post, path, body);

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <returns>The account's id.</returns>
    public async Task<string> AddAccountAsync(string token, string name = "An account")
    {
        var (status, body) = await PostAsync("/api/accounts", new JsonObject { ["name"] = name, ["workizApiKey"] = token }.ToJsonString());
        status.ShouldBe(HttpStatusCode.Created, $"{body}");
        return body.GetProperty("id").GetString()!;
    }

    /// <returns>The operation's id.</returns>
    public async Task<string> InitAsync(string strategy)
    {
        var (status, body) = await PostAsync("/api/init-batch-update", new { strategy });
        status.ShouldBe(HttpStatusCode.Accepted, $"{body}");
        return body.GetProperty("operationId").GetString()!;
    }

    public Task<JsonElement> ProgressAsync(string operation) => GetAsync($"/api/batch-progress/{operation}");

    public async Task<bool> HasEndedAsync(string operation)
    {
        var progress = await ProgressAsync(operation);
        return progress.GetProperty("status").GetString() is not ("planning" or "processing");
    }

    public Task<IReadOnlyList<JsonElement>> BatchesAsync(string operation) => ItemsAsync($"/api/operations/{operation}/batches?");

    public Task<IReadOnlyList<JsonElement>> JobsAsync(string account) => ItemsAsync($"/api/jobs?accountId={account}&");

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path)
    {
        var items = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await GetAsync($"{path}limit=1000{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        return items;
    }
}
