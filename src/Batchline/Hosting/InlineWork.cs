using Batchline.Api.Batches;

namespace Batchline.Hosting;

/// <summary>Works inside a request until its time is over, and then calls for more.</summary>
internal sealed class InlineWork(Round round, NextBatchFinder finder, SelfTrigger trigger)
{
    /// <param name="alongside">May make accounts due meanwhile.</param>
    /// <param name="hop">Of the request.</param>
    public async Task<RoundResult> RunAsync(Countdown time, Task alongside, int hop, CancellationToken cancellationToken)
    {
        var result = await round.RunAsync(time, alongside, cancellationToken);
        if (!cancellationToken.IsCancellationRequested && result.Next is { } account && await finder.OfAsync(account, cancellationToken) is { } next)
            await trigger.SendAsync(next, hop, cancellationToken);
        return result;
    }
}
