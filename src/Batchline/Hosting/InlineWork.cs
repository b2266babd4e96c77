using Batchline.Api.Batches;
using Batchline.Api.Cron;
using Batchline.Engine.Drivers;
using Batchline.Engine.Ids;

namespace Batchline.Hosting;

/// <summary>Works inside a request until its time is over, and then calls for more.</summary>
internal sealed class InlineWork(SliceRound round, Tick tick, RequestBudget budget, NextBatchFinder finder, SelfTrigger trigger)
{
    /// <param name="alongside">May make accounts due meanwhile.</param>
    /// <param name="hop">Of the request.</param>
    public async Task RunAsync(RequestTime time, Task alongside, int hop, CancellationToken cancellationToken) =>
        await GoOnAsync((await round.RunAsync(time, alongside, cancellationToken)).Next, hop, cancellationToken);

    /// <param name="hop">Of the request.</param>
    public async Task<TickView> TickAsync(int hop, CancellationToken cancellationToken)
    {
        var done = await tick.RunAsync(budget.Begin(), cancellationToken);
        await GoOnAsync(done.Next, hop, cancellationToken);
        return new TickView(done.Accounts, done.Jobs, done.RemainingDue);
    }

    private async Task GoOnAsync(AccountId? next, int hop, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested && next is { } account && await finder.OfAsync(account, cancellationToken) is { } batch)
            await trigger.SendAsync(batch, hop, cancellationToken);
    }
}
