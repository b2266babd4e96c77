using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.BrowserTests;

/// <summary>A server with something of everything to see: a sync that ended, one at work that waits and fails, an account that is blocked.</summary>
public sealed class Showcase : IAsyncLifetime
{
    private static readonly string[] Names =
        ["Ace Plumbing", "Brightside Electric", "Cedar & Sons HVAC", "Delta Garage Doors", "Evergreen Locksmiths", "Fast Appliance Repair"];

    private DashboardServer? _server;

    internal DashboardServer Server => _server!;

    internal string Operation { get; private set; } = "";
    internal string Blocked { get; private set; } = "";
    internal string Job { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _server = await DashboardServer.StartAsync(
            new SimulatorOptions
            {
                Accounts = Names.Length,
                JobsPerAccount = 220,
                Latency = TimeSpan.FromMilliseconds(40),
                LatencyJitter = TimeSpan.FromMilliseconds(80),
                Faults = new FaultProfile
                {
                    BadJobs = new Dictionary<FaultKind, double> { [FaultKind.FlagFalse] = 0.01, [FaultKind.ServerError] = 0.006, [FaultKind.Gone] = 0.01 },
                },
            },
            ("Workiz:MinInterval", "00:00:00.15"));
        for (var i = 0; i < Names.Length; i++)
            Blocked = await Server.AddAccountAsync(i, Names[i]);
        await Server.EndOfAsync(await Server.StartSyncAsync(new { strategy = "listFirst" }));
        await Server.ControlAsync($"accounts/{Server.Simulator.Tokens[^1]}/refuse");
        await Server.ControlAsync($"accounts/{Server.Simulator.Tokens[1]}/quota", new { calls = 20, window = "00:10:00" });
        Operation = await Server.StartSyncAsync(new { strategy = "each" });
        await Server.PostAsync("api/schedules", new { name = "Every night", cron = "0 3 * * *", timeZone = "America/Chicago", strategy = "listFirst" });
        await Server.PostAsync("api/schedules", new { name = "Sundays in full", cron = "30 1 * * 0", timeZone = "America/Chicago", strategy = "each", full = true });
        var job = (await Server.GetAsync("api/jobs?limit=1")).GetProperty("items")[0];
        Job = $"{job.GetProperty("accountId").GetString()}/{job.GetProperty("uuid").GetString()}";
        await Server.UntilAsync($"api/batch-progress/{Operation}", progress => progress.GetProperty("failedBatches").GetArrayLength() >= 2);
        await Server.UntilAsync($"api/batch-progress/{Operation}", progress => progress.GetProperty("accounts").GetProperty("blocked").GetInt32() == 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
