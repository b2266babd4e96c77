using System.Diagnostics;
using Batchline.Benchmarks.Staging;

namespace Batchline.Benchmarks.Peers.Contest;

/// <summary>The kills of one peer.</summary>
internal sealed class Kills(PeerSide side, SimulatorProcess simulator, KillPlan plan)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>For what a dead process had sent to arrive.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);
    private readonly List<long> _sentAt = [];
    private int _atWork;

    public async Task<KillOutcome> RunAsync()
    {
        await side.Jobs.MarkAsync();
        await side.Program.StartAsync();
        await side.Program.BeginAsync();
        foreach (var moment in plan.Moments)
        {
            var before = await SentAsync();
            if (await MoreAsync(before, plan.Wait))
                _atWork++;
            await Task.Delay(moment);
            await side.Program.KillAsync();
            await Task.Delay(Settle);
            _sentAt.Add(await SentAsync());
            await side.Program.StartAsync();
        }
        while (await side.Jobs.LeftAsync() > 0 && await MoreAsync(await SentAsync(), plan.Patience))
        {
            // It goes on.
        }

        // What was sent last may still be on its way into the database.
        await Task.Delay(TimeSpan.FromSeconds(2));
        return await OutcomeAsync();
    }

    private async Task<KillOutcome> OutcomeAsync()
    {
        var stuck = 0;
        foreach (var token in simulator.Tokens)
            stuck += (await simulator.RequestsAsync(token)).Count < plan.Jobs ? 1 : 0;
        var (repeated, needless) = RepeatedRequests.Count(await simulator.JobRequestsAsync(), _sentAt);
        return new KillOutcome(
            _atWork, await side.Jobs.LeftAsync(), stuck, repeated, needless, (await simulator.ReportAsync()).GetProperty("s2Violations").GetInt64());
    }

    /// <returns>Whether more requests came within some time.</returns>
    private async Task<bool> MoreAsync(long than, TimeSpan within)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < within; await Task.Delay(Look))
        {
            if (await SentAsync() > than)
                return true;
        }
        return false;
    }

    private async Task<long> SentAsync() => (await simulator.ReportAsync()).GetProperty("requests").GetInt64();
}
