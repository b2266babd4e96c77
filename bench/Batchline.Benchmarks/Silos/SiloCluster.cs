using System.Diagnostics;
using Batchline.Benchmarks.Served;
using Batchline.Benchmarks.Servers;
using Batchline.Benchmarks.Staging;
using Batchline.Settings.Sections;
using Batchline.Simulator.Worlds;

namespace Batchline.Benchmarks.Silos;

/// <summary>Processes that share the accounts of one PostgreSQL database, each at one request a second to the simulator.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly List<Silo> _silos = [];
    private readonly HashSet<string> _known = [];

    private SiloCluster(PostgresServedDatabase database, SimulatorProcess simulator) => (Database, Simulator) = (database, simulator);

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    public PostgresServedDatabase Database { get; }

    public SimulatorProcess Simulator { get; }

    public int Accounts => Simulator.Tokens.Count;

    /// <summary>Those that live, or are stopped.</summary>
    public IReadOnlyList<Silo> Silos => _silos;

    /// <summary>Without a process.</summary>
    /// <param name="jobs">Of each account: the seconds that an operation lasts.</param>
    public static async Task<SiloCluster> SetAsync(int accounts, int jobs)
    {
        var simulator = await SimulatorProcess.StartAsync(new SimulatorOptions { Accounts = accounts, JobsPerAccount = jobs, MinInterval = Interval });

        // A process opens up to 25 connections.
        var database = await PostgresServedDatabase.SetAsync("max_connections=600", $"shared_preload_libraries={PostgresCommands.Extension}");
        await using (var stage = await database.SetAsync(simulator.BaseUrl, Interval))
            await Seed.AccountsAsync(stage, simulator.Tokens, simulator.JobsAsync);
        await database.LeaveWordsAsync();
        return new SiloCluster(database, simulator);
    }

    /// <summary>Starts processes, one after another, until there are so many.</summary>
    public async Task GrowAsync(int silos)
    {
        while (_silos.Count < silos)
        {
            var program = await Database.ServeAsync(Simulator.BaseUrl, Interval, HostingMode.Cluster);
            var client = new ProgramClient(program.Port);
            var id = await NewAsync(client);
            _known.Add(id);
            _silos.Add(new Silo(program, client, id));
        }
    }

    /// <summary>Waits until each has at least half of its part at work.</summary>
    public async Task SpreadAsync()
    {
        var least = Accounts / _silos.Count / 2;
        await PatientlyAsync(async () => await StateAsync() is { Leader: not null } state && state.AtWork.Count == _silos.Count && state.AtWork.Values.Min() >= least
            ? state
            : null);
    }

    public Task<ClusterState> StateAsync() => ClusterState.ReadAsync(_silos[0].Client);

    public Task<Silo> LeaderAsync() => PatientlyAsync(async () => LedBy(await StateAsync()));

    /// <summary>Starts an operation over all accounts.</summary>
    /// <returns>Its id.</returns>
    public Task<string> BeginAsync() => _silos[0].Client.BeginAsync("each");

    /// <summary>Cancels an operation.</summary>
    /// <returns>How many jobs failed in it.</returns>
    public Task<long> CancelAsync(string operation) => _silos[0].Client.CancelAsync(operation);

    /// <summary>As a power cut would.</summary>
    public async Task KillAsync(params IReadOnlyList<Silo> silos)
    {
        await Task.WhenAll(silos.Select(silo => silo.Program.KillAsync()));
        foreach (var silo in silos)
            await RemoveAsync(silo);
    }

    /// <summary>No longer counts on a process.</summary>
    public async Task RemoveAsync(Silo silo)
    {
        _silos.Remove(silo);
        await silo.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await Simulator.DisposeAsync();
        await Database.DisposeAsync();
    }

    private Silo? LedBy(ClusterState state) => _silos.Find(silo => silo.Id == state.Leader);

    /// <summary>What a process that has just started is called: nobody knew it before.</summary>
    private Task<string> NewAsync(ProgramClient client) =>
        PatientlyAsync(async () => (await ClusterState.ReadAsync(client)).AtWork.Keys.FirstOrDefault(id => !_known.Contains(id)));

    /// <returns>The first answer that is not null.</returns>
    private static async Task<T> PatientlyAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(Look))
        {
            if (await ask() is { } answer)
                return answer;
        }
        throw new InvalidOperationException($"The cluster was not as it should be after {Patience.TotalSeconds:0} s.");
    }
}
