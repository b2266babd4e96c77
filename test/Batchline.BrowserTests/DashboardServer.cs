using System.Net.Http.Json;
using System.Text.Json;
using Batchline.Settings;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Batchline.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.BrowserTests;

/// <summary>The whole server with its worker, a database of its own and a simulated Workiz; it can go down and come back.</summary>
internal sealed class DashboardServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("batchline-browser-");
    private readonly Dictionary<string, string?> _settings;
    private WebApplication? _app;

    private DashboardServer(WorkizSimulator simulator, (string Key, string Value)[] settings)
    {
        Simulator = simulator;
        _settings = new Dictionary<string, string?>
        {
            ["Hosting:Urls"] = "http://127.0.0.1:0",
            ["Store:DataDirectory"] = _directory.FullName,
            ["Workiz:BaseUrl"] = simulator.BaseUrl.ToString(),
            ["Workiz:MinInterval"] = "00:00:00",
            ["Process:AutoRetries"] = "0",
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (key, value) in settings)
            _settings[key] = value;
    }

    public WorkizSimulator Simulator { get; }
    public Uri Address => Http.BaseAddress!;
    public HttpClient Http { get; } = new();

    public static async Task<DashboardServer> StartAsync(SimulatorOptions simulated, params (string Key, string Value)[] settings)
    {
        var simulator = await WorkizSimulator.StartAsync(simulated with { MinInterval = TimeSpan.Zero });
        var server = new DashboardServer(simulator, settings);
        await server.UpAsync();
        server.Http.BaseAddress = new Uri(server._settings["Hosting:Urls"]!);
        if (server._settings.TryGetValue("Security:ApiToken", out var token))
            server.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return server;
    }

    public async Task UpAsync()
    {
        _app = BatchlineServer.Build(BatchlineConfiguration.Of(_settings));
        await _app.StartAsync();
        _settings["Hosting:Urls"] = _app.Urls.First();
    }

    public async Task DownAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public T Service<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, object? body = null)
    {
        using var response = await Http.PostAsJsonAsync(path, body ?? new { });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task PatchAsync(string path, object body)
    {
        using var response = await Http.PatchAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes an account for one of the simulator's tokens.</summary>
    public async Task<string> AddAccountAsync(int number, string name) =>
        (await PostAsync("api/accounts", new { name, workizApiKey = Simulator.Tokens[number] })).GetProperty("id").GetString()!;

    public async Task<string> StartSyncAsync(object body) =>
        (await PostAsync("api/init-batch-update", body)).GetProperty("operationId").GetString()!;

    /// <summary>Makes something happen in the simulated Workiz.</summary>
    public Task ControlAsync(string path, object? body = null) => Http.PostAsJsonAsync(new Uri(Simulator.BaseUrl, $"/control/{path}"), body ?? new { });

    /// <summary>Waits until the operation has ended.</summary>
    public Task EndOfAsync(string operation) =>
        UntilAsync($"api/batch-progress/{operation}?limit=1", progress => progress.GetProperty("endTime").ValueKind != JsonValueKind.Null);

    public async Task UntilAsync(string path, Func<JsonElement, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var answer = await GetAsync(path); !wanted(answer); answer = await GetAsync(path))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
                throw new TimeoutException($"It did not come about in {Deadline}; the last answer was: {answer}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await DownAsync();
        Http.Dispose();
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
