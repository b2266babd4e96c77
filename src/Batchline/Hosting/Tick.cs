using Batchline.Api.Cron;
using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>
/// Does inside one request what background services do elsewhere. Ticks may overlap, come twice or late: leases keep them apart.
/// </summary>
internal sealed class Tick(Housekeeping housekeeping, InlineWork work, IHeadInbox inbox, RequestBudget budget)
{
    private const int MaxCounted = 1000;

    /// <param name="hop">Of the request.</param>
    public async Task<TickView> RunAsync(int hop, CancellationToken cancellationToken)
    {
        var time = budget.Begin();

        // Beside the slices, so that these have the whole time: a slow answer of Workiz may need it.
        var chores = housekeeping.DoAsync(time.Left, cancellationToken);
        var done = await work.RunAsync(time, chores, hop, cancellationToken);

        // Again: what the slices ended may end an operation.
        if (await time.EndsAsync(chores))
            await time.EndsAsync(housekeeping.DoAsync(time.Left, cancellationToken));

        // A store that does not say in time: whoever worked until then may go on.
        var remaining = inbox.DueAsync(MaxCounted, cancellationToken);
        return new TickView(done.Accounts, done.Jobs, await time.EndsAsync(remaining) ? (await remaining).Accounts.Count : done.Accounts);
    }
}
