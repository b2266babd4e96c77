using Batchline.Benchmarks.Bare;
using Batchline.Benchmarks.Described;
using Npgsql;

namespace Batchline.Benchmarks.Peers;

/// <summary>The program of the source document.</summary>
internal sealed class DescribedPeer : IPeer
{
    public const string Process = "described";

    public string Name => "the program described";

    public string Configuration =>
        "ASP.NET Core and Npgsql 10 with automatic preparation, jsonb, the document's indexes; sleeps the pace after each job; "
        + "no delay before the next batch, which the document has at 1 s; its retry of a batch is asked for by people, so nobody asks";

    public async Task<PeerSide> SetAsync(PeerScene scene)
    {
        var tables = await PeerTables.FillAsync(scene, described: true);
        var work = new PeerWork(scene.Simulator.BaseUrl, tables.Database.ConnectionString, scene.Interval, Recovery: null);
        return new PeerSide(this, new ChildProgram(() => PeerProcess.Start(Process, work)), tables);
    }

    /// <summary>What its process does.</summary>
    public static async Task<int> RunAsync(PeerWork work)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(work.Database) { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 });
        var program = await DescribedProgram.StartAsync(
            new PostgresDescribedStorage(database), work.Workiz, await AccountsAsync(database), new DescribedTimes(work.Interval, TimeSpan.Zero));
        return await PeerProcess.ServeAsync(program.BaseUrl);
    }

    private static async Task<IReadOnlyList<BareAccount>> AccountsAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "SELECT id, token, array_agg(uuid ORDER BY uuid) FROM accounts JOIN jobs ON account_id = id GROUP BY id, token ORDER BY id");
        await using var rows = await command.ExecuteReaderAsync();
        var accounts = new List<BareAccount>();
        while (await rows.ReadAsync())
            accounts.Add(new BareAccount(rows.GetString(0), rows.GetString(1), rows.GetFieldValue<string[]>(2)));
        return accounts;
    }
}
