using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Served;

/// <summary>
/// A thousand accounts that are kept in step by the program as a process, on an embedded database and against the simulator;
/// everything as from outside, so that any build can be measured.
/// </summary>
internal sealed class ServedScene : IAsyncDisposable
{
    private const int Accounts = 1_000;

    /// <summary>Started one after another, so that calls are spread over the interval, and there are several to look at.</summary>
    private const int Operations = 10;

    /// <summary>More than are asked for at <see cref="Interval"/> in the longest run, and 80,000 rows to search.</summary>
    private const int JobsPerAccount = 80;

    private readonly SimulatorProcess _simulator;
    private readonly DataFolder _data = new();

    private ServedScene(SimulatorProcess simulator) => _simulator = simulator;

    /// <summary>
    /// A hundred calls a second over all accounts. Alone, the program and the simulator then leave most of two cores free, so
    /// whatever the sync loses, it loses to its guests and not to the machine.
    /// </summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);

    public string Size { get; } = $"{Accounts:N0} accounts at a call every {Interval.TotalSeconds:0} s";

    public IReadOnlyList<string> OperationIds { get; private set; } = [];

    public static async Task<ServedScene> SetAsync()
    {
        var scene = new ServedScene(await SimulatorProcess.StartAsync(
            new SimulatorOptions { Accounts = Accounts, JobsPerAccount = JobsPerAccount, MinInterval = Interval }));
        await using var program = await scene.StartAsync();
        using var client = new ProgramClient(program.Port);
        var accounts = await client.AddAccountsAsync(scene._simulator.Tokens);
        var operations = new List<string>();
        foreach (var some in accounts.Chunk(Accounts / Operations))
        {
            operations.Add(await client.BeginAsync(some));
            await Task.Delay(Interval / Operations);
        }
        scene.OperationIds = operations;
        foreach (var operation in operations)
            await client.PlannedAsync(operation);
        await program.EndAsync();
        return scene;
    }

    /// <summary>The program at work on what is planned.</summary>
    public Task<ServedProgram> StartAsync(int? descriptors = null) => ServedProgram.StartAsync(_data, _simulator.BaseUrl, Interval, descriptors);

    /// <summary>The calls that came to Workiz so far.</summary>
    public async Task<long> CallsAsync() => (await _simulator.ReportAsync()).GetProperty("requests").GetInt64();

    /// <summary>The requests that came while another one of their account was in flight, and the smallest time between two.</summary>
    public async Task<(long Overlaps, TimeSpan SmallestGap)> OverlapsAsync()
    {
        var report = await _simulator.ReportAsync();
        return (report.GetProperty("s1Violations").GetInt64(), TimeSpan.FromMilliseconds(report.GetProperty("smallestGapMs").GetDouble()));
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _data.Dispose();
    }
}
