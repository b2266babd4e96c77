using System.Collections.Concurrent;
using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Record;
using Batchline.Engine.Slices;
using Microsoft.Extensions.Options;

namespace Batchline.Hosting;

/// <summary>The slices that run in this process: one an account, thousands at once, each an async method that mostly waits.</summary>
internal sealed partial class AccountSlices(
    SliceRunner runner, StoreOutage outage, TimeProvider clock, IOptions<ProcessOptions> process, ILogger<AccountSlices> logger)
{
    private const int Capacity = 20_000;

    /// <summary>A wait that is not worth giving the account back to the list of due ones.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    /// <summary>A slice that did nothing is not repeated faster than this.</summary>
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<AccountId, Lazy<Task>> _running = new();

    public int Count => _running.Count;

    /// <summary>False: the account runs already, or too many do.</summary>
    public bool TryBegin(AccountId account, CancellationToken cancellationToken)
    {
        if (_running.ContainsKey(account) || _running.Count >= Capacity)
            return false;
        var slices = new Lazy<Task>(() => RunAsync(account, cancellationToken));
        if (!_running.TryAdd(account, slices))
            return false;

        // Begun only now, so that its end finds it in the dictionary.
        _ = slices.Value;
        return true;
    }

    public Task WhenAllEndedAsync() => Task.WhenAll(_running.Values.Select(slices => slices.Value));

    private async Task RunAsync(AccountId account, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (await RunSliceAsync(account, cancellationToken) is { } pause)
                await Task.Delay(pause, clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: the slice has left its checkpoint.
        }
        finally
        {
            _running.TryRemove(account, out _);
        }
    }

    /// <returns>How long until the next slice; null: the list of due accounts brings the account back.</returns>
    private async Task<TimeSpan?> RunSliceAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            var slice = await runner.RunAsync(account, process.Value.SliceBudget, batch: null, cancellationToken);
            if (slice is not { Held: true, DueIn: { } due } || due > ShortWait)
                return null;
            return due > TimeSpan.Zero ? due : slice.Jobs > 0 ? TimeSpan.Zero : IdlePause;
        }
        catch (StoreUnavailableException e)
        {
            outage.Begin(e);
            await Task.Delay(outage.Pause, clock, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The account stays due: without a pause it would come back at once and fail again.
            LogFailed(account, e);
            await Task.Delay(FailurePause, clock, cancellationToken);
            return null;
        }
    }
}
