using Hangfire;

namespace Batchline.Benchmarks.Peers.OnHangfire;

/// <summary>Hangfire with its storage for PostgreSQL.</summary>
internal sealed class HangfirePeer : IPeer
{
    public const string Process = "hangfire";

    /// <summary>Of both the invisibility timeout and the lock's, in the run with kills.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    public string Name => $"Hangfire {typeof(BackgroundJob).Assembly.GetName().Version?.ToString(3)} on PostgreSQL";

    public string Configuration =>
        "a background job for each batch of 10, which enqueues the next; a distributed lock for each account; a worker for each account; threads to spare; "
        + $"queues polled each {HangfireProgram.Poll.TotalSeconds:0} s (15 by default) and woken in the process; automatic retries as by default; "
        + $"over kills, a sliding invisibility timeout and a lock timeout of {Recovery.TotalSeconds:0} s (30 and 10 minutes by default, for which an account would stand still)";

    public async Task<PeerSide> SetAsync(PeerScene scene)
    {
        var tables = await PeerTables.FillAsync(scene);
        var work = new PeerWork(scene.Simulator.BaseUrl, tables.Database.ConnectionString, scene.Interval, scene.Kills is null ? null : Recovery);
        return new PeerSide(this, new ChildProgram(() => PeerProcess.Start(Process, work)), tables);
    }
}
