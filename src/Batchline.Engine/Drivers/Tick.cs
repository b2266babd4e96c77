using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Drivers;

/// <summary>
/// Does within one request what a worker and the leader do elsewhere. Ticks may overlap, be repeated, or be late: leases keep
/// their slices apart, and only the tick that takes the role does the chores.
/// </summary>
public sealed class Tick(Leader leader, ChoreRunner chores, SliceRound round, IHeadInbox inbox, FailurePolicy failures)
{
    private const int MaxCounted = 1000;

    public async Task<TickResult> RunAsync(RequestTime time, CancellationToken stop)
    {
        // Beside the slices, so that these have all of the time: a slow answer from Workiz may need it.
        var before = DoChoresAsync(time, stop);
        var done = await round.RunAsync(time, before, stop);

        // Again: the slices may have done the last work of an operation.
        if (await time.EndsAsync(before))
            await time.EndsAsync(DoChoresAsync(time, stop));

        // If the store does not answer in time, assume that every account worked on is still due.
        var remaining = inbox.DueAsync(MaxCounted, stop);
        return done with { RemainingDue = await time.EndsAsync(remaining) ? (await remaining).Accounts.Count : done.Accounts };
    }

    private async Task DoChoresAsync(RequestTime time, CancellationToken stop)
    {
        try
        {
            await leader.TryLeadAsync(term => chores.DoAsync(time.Left, term.Over), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            failures.Rest("the chores of a tick", e, inARow: 1);
        }
    }
}
