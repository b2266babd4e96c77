using System.Diagnostics;
using System.Runtime.InteropServices;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>A simulated Workiz, an empty MongoDB database, and the published program as a function: with hardly any settings.</summary>
internal sealed class FunctionStage : IAsyncDisposable
{
    public const string Token = "the-token-of-the-api";
    public const string CronSecret = "the-cron-secret";

    private readonly List<BatchlineProcess> _processes = [];
    private readonly Dictionary<string, string> _environment;

    private FunctionStage(WorkizSimulator simulator, Dictionary<string, string> environment)
    {
        Simulator = simulator;
        _environment = environment;
    }

    public WorkizSimulator Simulator { get; }

    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>The lease is as short as it may be: nobody can tell that a function died but by its end.</summary>
    public static async Task<FunctionStage> SetAsync(SimulatorOptions simulated, TimeSpan budget, params (string Key, string Value)[] more)
    {
        var uri = new UriBuilder(MongoServer.Uri) { Path = "batchline_" + Guid.NewGuid().ToString("n") };
        var simulator = await WorkizSimulator.StartAsync(simulated, cancellationToken: TestContext.Current.CancellationToken);
        var timeout = simulated.Latency + TimeSpan.FromSeconds(4);
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
            ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            ["PORT"] = "0",
            ["VERCEL"] = "1",
            ["MONGODB_URI"] = uri.Uri.ToString(),
            ["CRON_SECRET"] = CronSecret,
            ["BATCHLINE_Security__ApiToken"] = Token,
            ["BATCHLINE_Security__EncryptionKey"] = Convert.ToBase64String(new byte[32]),
            ["BATCHLINE_Workiz__BaseUrl"] = simulator.BaseUrl.ToString(),
            ["BATCHLINE_Workiz__MinInterval"] = $"{simulated.MinInterval}",
            ["BATCHLINE_Workiz__RequestTimeout"] = $"{timeout}",
            ["BATCHLINE_Process__SliceBudget"] = $"{budget}",
            ["BATCHLINE_Process__LeaseDuration"] = $"{timeout + TimeSpan.FromSeconds(5.1)}",
        };
        foreach (var (key, value) in more)
            environment[key] = value;
        return new FunctionStage(simulator, environment);
    }

    /// <summary>A cold start, with nothing in its environment but this.</summary>
    /// <param name="by">Makes the command line of the program; null: the program as it is.</param>
    public async Task<(BatchlineProcess Process, BatchlineApi Api)> StartAsync(Func<string, ProcessStartInfo>? by = null)
    {
        var start = by?.Invoke(PublishedProgram.Executable) ?? new ProcessStartInfo(PublishedProgram.Executable, "serve");
        start.WorkingDirectory = "/";
        start.Environment.Clear();
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        var process = BatchlineProcess.Start(start);
        _processes.Add(process);
        var api = await process.ReadyAsync();
        api.ShowToken(Token);
        return (process, api);
    }

    /// <summary>Makes an account for each of the simulator's tokens.</summary>
    public async Task AddAccountsAsync(BatchlineApi api)
    {
        foreach (var (index, token) in Simulator.Tokens.Index())
            await api.AddAccountAsync(token, $"Account {index}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
