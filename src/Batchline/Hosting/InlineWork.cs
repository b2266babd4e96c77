using Batchline.Api.Batches;

namespace Batchline.Hosting;

/// <summary>Works inside a request until its time is over, and then calls for more.</summary>
internal sealed class InlineWork(Round round, NextBatchFinder finder, SelfTrigger trigger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <param name="alongside">May make accounts due meanwhile.</param>
    /// <param name="hop">Of the request.</param>
    public async Task<RoundResult> RunAsync(Countdown time, Task alongside, int hop, CancellationToken cancellationToken)
    {
        var result = await round.RunAsync(time, alongside, cancellationToken);
        if (cancellationToken.IsCancellationRequested || result.Next is not { } account)
            return result;
        try
        {
            if (await finder.OfAsync(account, cancellationToken).WaitAsync(Patience, cancellationToken) is { } next)
                await trigger.SendAsync(next, hop, cancellationToken);
        }
        catch (TimeoutException)
        {
            // A trigger is a hint only: the answer does not wait for a slow store.
        }
        return result;
    }
}
