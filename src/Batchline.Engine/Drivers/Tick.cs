using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Drivers;

/// <summary>
/// Does inside one request what a worker and the leader do elsewhere. Ticks may overlap, come twice or late: leases keep their
/// slices apart, and the chores are done by the one that takes the role for the time they take.
/// </summary>
public sealed class Tick(Leader leader, ChoreRunner chores, SliceRound round, IHeadInbox inbox, FailurePolicy failures)
{
    private const int MaxCounted = 1000;

    public async Task<TickResult> RunAsync(RequestTime time, CancellationToken stop)
    {
        // Beside the slices, so that these have the whole time: a slow answer of Workiz may need it.
        var before = DoChoresAsync(time, stop);
        var done = await round.RunAsync(time, before, stop);

        // Again: what the slices ended may end an operation.
        if (await time.EndsAsync(before))
            await time.EndsAsync(DoChoresAsync(time, stop));

        // A store that does not say in time: whoever worked until then may go on.
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
