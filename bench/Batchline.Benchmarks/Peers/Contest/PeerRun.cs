using System.Diagnostics;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>One time that a peer gets and stores every job.</summary>
/// <param name="Elapsed">From when it was asked to begin, until the last job was stored.</param>
/// <param name="Processor">Of its process.</param>
/// <param name="Server">Of the database server, where that is known.</param>
internal sealed record PeerRun(TimeSpan Elapsed, TimeSpan Processor, TimeSpan? Server)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The simulator counts anew from here.</summary>
    public static async Task<PeerRun> OfAsync(PeerSide side, SimulatorProcess simulator, long jobs)
    {
        await side.Jobs.MarkAsync();
        await simulator.ResetAsync();
        var (server, processor, begun) = (await side.Jobs.ProcessorAsync(), side.Program.Processor(), Stopwatch.GetTimestamp());
        await side.Program.BeginAsync();

        // The database is not asked before all requests were sent, so that looking costs it nothing.
        await UntilAsync(async () => (await simulator.ReportAsync()).GetProperty("requests").GetInt64() >= jobs);
        await UntilAsync(async () => await side.Jobs.LeftAsync() == 0);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        return new PeerRun(elapsed, side.Program.Processor() - processor, await side.Jobs.ProcessorAsync() - server);

        async Task UntilAsync(Func<Task<bool>> done)
        {
            while (!await done())
            {
                if (Stopwatch.GetElapsedTime(begun) > Patience)
                    throw new TimeoutException($"{side.Peer.Name} did not store every job within {Patience.TotalSeconds:0} s.");
                await Task.Delay(Look);
            }
        }
    }
}
