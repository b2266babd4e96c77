using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.OddWorkiz;

/// <summary>One account of a Workiz that goes wrong as its rules say, synced by the whole program over HTTP.</summary>
internal sealed class OddSync : IAsyncDisposable
{
    private static readonly string[] Open = ["planning", "processing"];

    private OddSync(ApiServer server, string account)
    {
        Server = server;
        Account = account;
    }

    public ApiServer Server { get; }

    public string Account { get; }

    public WorkizSimulator Workiz => Server.Simulator;

    /// <summary>Requests of each kind, in the order job/get, job/all, team/all.</summary>
    public (long Gets, long Lists, long Probes) Calls => (Count(CallKind.JobGet), Count(CallKind.JobAll), Count(CallKind.TeamAll));

    public static Task<OddSync> StartAsync(int jobs, params FaultRule[] rules) => StartAsync(jobs, options => options, rules);

    public static async Task<OddSync> StartAsync(int jobs, Func<SimulatorOptions, SimulatorOptions> more, params FaultRule[] rules)
    {
        var simulated = more(new SimulatorOptions
        {
            Accounts = 1,
            JobsPerAccount = jobs,
            UnscheduledShare = 0,
            MinInterval = TimeSpan.Zero,
            Faults = new FaultProfile { Rules = rules },
        });
        var server = await ApiServer.StartAsync(
            simulated, ("Hosting:Mode", "Worker"), ("Process:AutoRetries", "0"), ("Workiz:QuotaWindow", "00:00:01"));
        return new OddSync(server, await server.AddAccountAsync());
    }

    /// <summary>Runs an operation to its end.</summary>
    public async Task<Answer> RunAsync(string strategy = "listFirst") => await EndAsync(await Server.StartOperationAsync(new { strategy }));

    public Task<Answer> EndAsync(string operation) => Eventually.GetAsync(
        () => Server.GetAsync($"/api/batch-progress/{operation}"), progress => !Open.Contains(progress["status"].GetString()));

    /// <summary>Jobs of the account in the database.</summary>
    public async Task<int> StoredAsync() => (await Server.GetAsync($"/api/accounts/{Account}"))["jobs"].GetInt32();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private long Count(CallKind kind) => Workiz.Report.ByKind.GetValueOrDefault(kind);
}
