using System.Net;
using System.Text.Json;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Simulator;

/// <summary>A simulator and a plain program that asks it.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    private SimulatorClient(WorkizSimulator simulator) => Simulator = simulator;

    public WorkizSimulator Simulator { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        DefaultRequestHeaders = { { "User-Agent", "Batchline.Tests" }, { "Accept", "application/json" } },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SimulatorClient> StartAsync(SimulatorOptions options, TimeProvider? time = null) =>
        new(await WorkizSimulator.StartAsync(options, time, Cancelled));

    public Uri Url(string path, int account = 0) => new(Simulator.BaseUrl, $"{Simulator.Tokens[account]}/{path}");

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> GetAsync(string path, int account = 0)
    {
        var response = await Http.GetAsync(Url(path, account), Cancelled);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled), response);
    }

    public async Task<JsonElement> GetJsonAsync(string path, int account = 0) =>
        JsonDocument.Parse((await GetAsync(path, account)).Body).RootElement;

    public async Task<List<string>> ListAsync(string query, int account = 0) =>
        [.. (await GetJsonAsync($"job/all/?{query}", account)).GetProperty("data").EnumerateArray().Select(job => job.GetProperty("UUID").GetString()!)];

    /// <summary>Waits for what the server is about to notice.</summary>
    public static async Task UntilAsync(Func<bool> done)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (!done())
            await Task.Delay(10, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
    }
}
