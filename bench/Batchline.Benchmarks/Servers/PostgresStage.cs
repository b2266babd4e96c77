using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Described;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Npgsql;

namespace Batchline.Benchmarks.Servers;

/// <summary>On PostgreSQL: all sides on one server, ours in a database of its own.</summary>
internal sealed class PostgresStage : IServerStage
{
    private readonly PostgresDatabase _ours;
    private readonly PostgresDatabase _theirs;
    private readonly NpgsqlDataSource _source;
    private readonly DataFolder _data;
    private readonly Stage _stage;
    private readonly Uri _workiz;

    private PostgresStage((PostgresDatabase Ours, PostgresDatabase Theirs) databases, DataFolder data, Stage stage, Uri workiz, IReadOnlyList<BareAccount> accounts)
    {
        ((_ours, _theirs), _data, _stage, _workiz, Accounts) = (databases, data, stage, workiz, accounts);
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_theirs.ConnectionString) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        Described = new PostgresDescribedStorage(_source);
    }

    public string Server => PostgresStores.Server;

    public IReadOnlyList<BareAccount> Accounts { get; }

    public IDescribedStorage Described { get; }

    public static async Task<IServerStage> SetAsync(SimulatorProcess simulator, TimeSpan interval)
    {
        var (ours, data) = (await PostgresDatabase.StartAsync(), new DataFolder());
        var theirs = await ours.BesideAsync();
        var stage = await PostgresStores.SetAsync(ours, data, simulator.BaseUrl, interval);
        var set = new PostgresStage((ours, theirs), data, stage, simulator.BaseUrl, await Seed.AccountsAsync(stage, simulator));
        await PostgresBareWriter.CreateTableAsync(set._source);
        await PostgresDescribedStorage.CreateTablesAsync(set._source);
        await set.LoopAsync();
        return set;
    }

    public Task LoopAsync() => PostgresBareLoop.RunAsync(_workiz, _source, Accounts);

    public Task ChangeAsync() => PostgresStores.ChangeAsync(_ours);

    public async Task OperateAsync() => await _stage.EndAsync(await _stage.BeginAsync());

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        await _source.DisposeAsync();
        await _theirs.DisposeAsync();
        await _ours.DisposeAsync();
        _data.Dispose();
    }
}
