using Batchline.Simulator.Worlds;

namespace Batchline.BrowserTests.Hostile;

/// <summary>A server with one account and nothing at work.</summary>
public sealed class SmallServer : IAsyncLifetime
{
    private DashboardServer? _server;

    internal DashboardServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _server = await DashboardServer.StartAsync(new SimulatorOptions { Accounts = 1, JobsPerAccount = 1 }, ("Hosting:Mode", "Api"));
        await Server.AddAccountAsync(0, "Ace Plumbing");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
