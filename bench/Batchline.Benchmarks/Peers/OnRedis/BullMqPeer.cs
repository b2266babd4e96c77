using System.Diagnostics;
using System.Text.Json;
using Batchline.Benchmarks.Reporting;

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

    public async Task<PeerSide> SetAsync(PeerScene scene)
    {
        await InstallAsync();
        var (tables, redis) = (await PeerTables.FillAsync(scene), await RedisServer.StartAsync());
        var work = JsonSerializer.Serialize(new
        {
            workiz = scene.Simulator.BaseUrl,
            database = tables.Database.Uri,
            redisPort = redis.Port,
            intervalMs = scene.Interval.TotalMilliseconds,
            recoveryMs = Math.Min(Default.TotalMilliseconds, (scene.Kills?.Patience / 3 ?? Default).TotalMilliseconds),
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
}
