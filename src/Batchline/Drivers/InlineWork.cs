using Batchline.Engine.Drivers;

namespace Batchline.Drivers;

/// <summary>Works within a request until its time is over, and then triggers the next one.</summary>
internal sealed class InlineWork(SliceRound round, Tick tick, NextBatchFinder finder, SelfTrigger trigger)
{
    /// <param name="alongside">Work that may make accounts due.</param>
    /// <param name="hop">The request's own number in its chain.</param>
    public async Task RunAsync(RequestTime time, Task alongside, int hop, CancellationToken cancellationToken) =>
        await GoOnAsync((await round.RunAsync(time, alongside, cancellationToken)).Next, hop, cancellationToken);

    /// <param name="hop">The request's own number in its chain.</param>
    public async Task<TickResult> TickAsync(int hop, CancellationToken cancellationToken)
    {
        var done = await tick.RunAsync(trigger.BeginRequest(), cancellationToken);
        await GoOnAsync(done.Next, hop, cancellationToken);
        return done;
    }

    private async Task GoOnAsync(AccountId? next, int hop, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested && next is { } account && await finder.OfAsync(account, cancellationToken) is { } batch)
            await trigger.SendAsync(batch, hop, cancellationToken);
    }
}
