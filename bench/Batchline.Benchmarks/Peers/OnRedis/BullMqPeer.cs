using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Reporting;
using Batchline.Benchmarks.Staging;
using Npgsql;

namespace Batchline.Benchmarks.Peers.OnRedis;

/// <summary>BullMQ with its jobs in Redis and the records in PostgreSQL.</summary>
internal sealed class BullMqPeer : IPeer
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(30);
    private readonly string _folder = Repository.Directory("bench/peers-bullmq");

    public string Name => $"BullMQ {Version()} on Redis";

    public string Configuration =>
        "a queue and a worker with its limiter for each account, a job in Redis for each job of Workiz, records upserted into PostgreSQL through pg; "
        + "three attempts; lock, stalled check and its one recovery as by default (30 s; over kills with --quick 10 s); Redis with appendonly and appendfsync everysec, its processor time counted with Node's";

    public async Task<PeerSide> SetAsync(SimulatorProcess simulator, TimeSpan interval, KillPlan? kills)
    {
        await InstallAsync();
        var (tables, redis) = (await PeerTables.FillAsync(simulator), await RedisServer.StartAsync());
        var work = JsonSerializer.Serialize(new
        {
            workiz = simulator.BaseUrl,
            database = Uri(tables.ConnectionString),
            redisPort = redis.Port,
            intervalMs = interval.TotalMilliseconds,
            recoveryMs = Math.Min(Default.TotalMilliseconds, (kills?.Patience / 3 ?? Default).TotalMilliseconds),
        });
        return new PeerSide(this, new BullMqProgram(new ChildProgram(() => Start(work)), redis), tables);
    }

    private async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(_folder, "node_modules")))
            return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = _folder, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("npm did not start.");
        await npm.WaitForExitAsync();
    }

    private ProcessStartInfo Start(string work)
    {
        var start = new ProcessStartInfo("node", ["peer.mjs"]) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[PeerProcess.Variable] = work;
        return start;
    }

    private string Version()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "package.json")));
        return package.RootElement.GetProperty("dependencies").GetProperty("bullmq").GetString() ?? "";
    }

    private static string Uri(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{System.Uri.EscapeDataString(text.Username ?? "")}:{System.Uri.EscapeDataString(text.Password ?? "")}@{text.Host}:{text.Port}/{text.Database}";
    }
}
