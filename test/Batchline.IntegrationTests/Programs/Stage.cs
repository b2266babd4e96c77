using System.Text.Json;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Programs;

/// <summary>A simulated Workiz, an empty database, and the processes that work on it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly List<BatchlineProcess> _processes = [];
    private readonly Dictionary<string, string> _settings;

    private Stage(WorkizSimulator simulator, IStageStore store, Dictionary<string, string> settings)
    {
        Simulator = simulator;
        Store = store;
        _settings = settings;
        settings["Workiz:BaseUrl"] = simulator.BaseUrl.ToString();
        foreach (var (key, value) in store.Settings)
            settings[key] = value;
    }

    public IStageStore Store { get; }

    public WorkizSimulator Simulator { get; }

    /// <summary>A stage on the embedded database. The program keeps the pace that the simulator judges by.</summary>
    public static Task<Stage> SetAsync(SimulatorOptions simulated, params (string Key, string Value)[] settings) =>
        SetAsync(new SqliteStageStore(), simulated, settings);

    public static async Task<Stage> SetAsync(IStageStore store, SimulatorOptions simulated, params (string Key, string Value)[] settings)
    {
        var simulator = await WorkizSimulator.StartAsync(simulated, cancellationToken: TestContext.Current.CancellationToken);
        var all = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        all["Workiz:MinInterval"] = $"{simulated.MinInterval}";
        return new Stage(simulator, store, all);
    }

    /// <summary>A second; where the machine is too busy to start a process within half of one, twice what a start takes.</summary>
    public static TimeSpan AtOnce(TimeSpan start) => TimeSpan.FromSeconds(Math.Max(1, 2 * start.TotalSeconds));

    /// <param name="settings">Go before those of all processes.</param>
    public BatchlineProcess Start(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_settings);
        foreach (var (key, value) in settings)
            all[key] = value;
        var process = BatchlineProcess.Start(all);
        _processes.Add(process);
        return process;
    }

    /// <summary>Makes an account for each of the simulator's tokens.</summary>
    /// <returns>The accounts' ids, in the order of the tokens.</returns>
    public async Task<IReadOnlyList<string>> AddAccountsAsync(BatchlineApi api)
    {
        var ids = new List<string>();
        foreach (var (index, token) in Simulator.Tokens.Index())
            ids.Add(await api.AddAccountAsync(token, $"Account {index}"));
        return ids;
    }

    /// <summary>The jobs of Workiz as they stand, by UUID.</summary>
    public Dictionary<string, JsonElement> Truth(string token) =>
        Simulator.Truth(token).ToDictionary(job => job.Uuid, job => JsonSerializer.Deserialize<JsonElement>(job.Json));

    /// <summary>Somebody edits every job.</summary>
    public void ChangeEveryJob()
    {
        foreach (var token in Simulator.Tokens)
        {
            foreach (var (uuid, _) in Simulator.Truth(token).ToList())
                Simulator.ChangeJob(token, uuid);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await Simulator.DisposeAsync();
        await Store.DisposeAsync();
    }
}
