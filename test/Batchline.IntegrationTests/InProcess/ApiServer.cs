using System.Text;
using System.Text.Json;
using Batchline.Settings;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Batchline.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.InProcess;

/// <summary>The whole server on a free port, with a database of its own and a simulated Workiz.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;

    private ApiServer(DirectoryInfo directory, WorkizSimulator simulator, WebApplication app)
    {
        _directory = directory;
        Simulator = simulator;
        App = app;
        Http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
    }

    public WorkizSimulator Simulator { get; }
    public WebApplication App { get; }
    public HttpClient Http { get; }
    public string DataDirectory => _directory.FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Without other settings nothing works in the background (mode Api), and as fast as it can.</summary>
    public static async Task<ApiServer> StartAsync(SimulatorOptions? simulated = null, params (string Key, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("batchline-api-");
        var simulator = await WorkizSimulator.StartAsync(
            simulated ?? new SimulatorOptions { Accounts = 2, JobsPerAccount = 25, MinInterval = TimeSpan.Zero }, cancellationToken: Cancelled);
        var values = new Dictionary<string, string?>
        {
            ["Hosting:Urls"] = "http://127.0.0.1:0",
            ["Hosting:Mode"] = "Api",
            ["Store:DataDirectory"] = directory.FullName,
            ["Workiz:BaseUrl"] = simulator.BaseUrl.ToString(),
            ["Workiz:MinInterval"] = "00:00:00",
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (key, value) in settings)
            values[key] = value;
        var app = BatchlineServer.Build(BatchlineConfiguration.Of(values));
        await app.StartAsync(Cancelled);
        return new ApiServer(directory, simulator, app);
    }

    public T Service<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, body);

    /// <param name="body">A content or a text is sent as it is, anything else as JSON.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body as HttpContent ?? new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Answer.ReadAsync(await Http.SendAsync(request, Cancelled), Cancelled);
    }

    /// <summary>Makes an account for one of the simulator's tokens.</summary>
    public async Task<string> AddAccountAsync(int number = 0, object? more = null)
    {
        var fields = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        fields["name"] = $"Account {number}";
        fields["workizApiKey"] = Simulator.Tokens[number];
        var answer = (await PostAsync("/api/accounts", fields.ToJsonString())).ShouldBe(System.Net.HttpStatusCode.Created);
        return answer["id"].GetString()!;
    }

    public async Task<string> StartOperationAsync(object? body = null)
    {
        var answer = (await PostAsync("/api/init-batch-update", body)).ShouldBe(System.Net.HttpStatusCode.Accepted);
        return answer["operationId"].GetString()!;
    }

    public async Task<List<JsonElement>> BatchesAsync(string operation) =>
        [.. (await GetAsync($"/api/operations/{operation}/batches?limit=1000"))["items"].EnumerateArray()];

    public async Task<string> FirstBatchAsync(string operation)
    {
        var batches = await BatchesAsync(operation);
        batches.ShouldNotBeEmpty();
        return batches[0].GetProperty("batchId").GetString()!;
    }

    public async Task<Answer> ProgressAsync(string operation, string status) => await Eventually.GetAsync(
        () => GetAsync($"/api/batch-progress/{operation}"), answer => answer["status"].GetString() == status);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
