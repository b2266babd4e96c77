using Batchline.Settings;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Batchline.Start;

namespace Batchline.Commands.Demo;

/// <summary>A simulated Workiz, a temporary directory, and the real server on both. All of it goes away at the end.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    /// <summary>Much faster than Workiz allows, so that the demo takes seconds.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _directory;

    private DemoStage(WorkizSimulator simulator, DirectoryInfo directory, WebApplication app)
    {
        Simulator = simulator;
        _directory = directory;
        App = app;
    }

    public WorkizSimulator Simulator { get; }

    public WebApplication App { get; }

    public static async Task<DemoStage> SetAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var simulator = await WorkizSimulator.StartAsync(
            new SimulatorOptions
            {
                Accounts = options.Accounts,
                JobsPerAccount = options.Jobs,
                Latency = TimeSpan.FromMilliseconds(15),
                LatencyJitter = TimeSpan.FromMilliseconds(30),
                MinInterval = Pace,
                UnscheduledShare = 0,
            },
            cancellationToken: cancellationToken);
        var directory = Directory.CreateTempSubdirectory("batchline-demo-");
        var stage = new DemoStage(simulator, directory, BatchlineServer.Build(Configuration(simulator, directory)));
        await stage.App.StartAsync(cancellationToken);
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>The environment's settings stay out: a demo must not reach a real database or account.</summary>
    private static IConfiguration Configuration(WorkizSimulator simulator, DirectoryInfo directory) => BatchlineConfiguration.Of(
    [
        new("Hosting:Urls", "http://127.0.0.1:0"),
        new("Store:DataDirectory", directory.FullName),
        new("Workiz:BaseUrl", simulator.BaseUrl.ToString()),
        new("Workiz:MinInterval", Pace.ToString("c")),
        new("Logging:LogLevel:Default", "Warning"),
    ]);
}
