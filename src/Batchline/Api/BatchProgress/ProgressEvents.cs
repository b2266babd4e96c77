using System.Runtime.CompilerServices;
using Batchline.Engine.Failures;

namespace Batchline.Api.BatchProgress;

/// <summary>Tells of every change of an operation's progress, at most once a second, until the operation ends.</summary>
internal sealed partial class ProgressEvents(
    ProgressSource source, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<ProgressEvents> logger)
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(15);

    /// <summary>Shorter than what is computed lasts: looking at the same pace would meet the same snapshot every other time.</summary>
    private static readonly TimeSpan LookEvery = ProgressSource.MaxAge / 5;

    /// <param name="first">The progress now.</param>
    /// <param name="lastId">The last event that the caller knows.</param>
    public async IAsyncEnumerable<ProgressEvent> WatchAsync(
        ProgressQuery query, ProgressSnapshot first, string? lastId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stream that may last for hours must not hold up the end of the server.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(LookEvery, clock);
        var told = lastId;
        var spokeAt = clock.GetTimestamp();
        long? toldAt = null;
        for (var current = first; current is not null; current = await NextAsync(query, current, timer, ending.Token))
        {
            if (toldAt is { } time && clock.GetElapsedTime(time) < ProgressSource.MaxAge)
                continue;
            if (current.Stamp != told)
            {
                yield return new ProgressEvent(ProgressEvent.Progress, current);
                told = current.Stamp;
                toldAt = spokeAt = clock.GetTimestamp();
            }

            if (current.Ended)
            {
                yield return new ProgressEvent(ProgressEvent.Done, current);
                yield break;
            }

            if (clock.GetElapsedTime(spokeAt) < HeartbeatEvery)
                continue;
            yield return ProgressEvent.Heartbeat;
            spokeAt = clock.GetTimestamp();
        }
    }

    /// <summary>What there is a moment later; null: the operation is deleted, or nobody listens any more.</summary>
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
