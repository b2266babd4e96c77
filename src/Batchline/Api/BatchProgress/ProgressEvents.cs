using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Batchline.Engine.Record;

namespace Batchline.Api.BatchProgress;

/// <summary>Tells of every change of an operation's progress, at most once a second, until the operation ends.</summary>
internal sealed partial class ProgressEvents(
    ProgressSource source, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ProgressEvents> logger)
{
    /// <summary>Shorter than what is computed lasts: looking at the same pace would meet the same snapshot every other time.</summary>
    private static readonly TimeSpan LookEvery = ProgressSource.MaxAge / 5;

    /// <param name="first">What the caller is told at once.</param>
    public async IAsyncEnumerable<SseItem<ProgressView>> WatchAsync(
        ProgressQuery query, ProgressSnapshot first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stream that may last for hours must not hold up the end of the server.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(LookEvery, clock);
        ProgressSnapshot? told = null;
        var toldAt = clock.GetTimestamp() - clock.TimestampFrequency;
        for (var current = first; current is not null; current = await NextAsync(query, current, timer, ending.Token))
        {
            if (clock.GetElapsedTime(toldAt) < ProgressSource.MaxAge)
                continue;
            if (current.DiffersFrom(told))
            {
                yield return new SseItem<ProgressView>(current.View, "progress");
                (told, toldAt) = (current, clock.GetTimestamp());
            }

            if (!current.Ended)
                continue;
            yield return new SseItem<ProgressView>(current.View, "done");
            yield break;
        }
    }

    /// <summary>What there is a second later; null: the operation is deleted, or nobody listens any more.</summary>
    private async Task<ProgressSnapshot?> NextAsync(
        ProgressQuery query, ProgressSnapshot current, PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            return await source.GetAsync(query, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (StoreUnavailableException e)
        {
            LogStoreUnavailable(query.Id, e);
            return current;
        }
    }
}
