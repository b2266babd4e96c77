using System.Collections.Concurrent;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices;
using Batchline.Engine.Telemetry;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Drivers;

/// <summary>The accounts at work in this process: one slice for each, thousands at once, each an async method that mostly waits.</summary>
public sealed class AccountSlices(SafeSlices slices, Rests rests, WorkSignal signal, RecentWork recent, Instruments instruments, TimeProvider clock, IOptions<ProcessOptions> process, Random random)
{
    /// <summary>For a shorter wait, it is not worth giving the account back to the list of due ones.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    /// <summary>The pause before a slice that did nothing is repeated.</summary>
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(50);

    /// <summary>After a failure the account stays due: without a pause it would come back at once and fail again.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<AccountId, Lazy<Task>> _running = new();

    private int _wanted;
    private long _givenAway;

    /// <summary>How many accounts left to make room.</summary>
    public long GivenAway => Interlocked.Read(ref _givenAway);

    public int Count => _running.Count;

    public bool Has(AccountId account) => _running.ContainsKey(account);

    /// <summary>Works on the account while it is due, and while this process leads. False: it is already at work.</summary>
    public bool TryBegin(AccountId account, LeaderTerm term) =>
        TryBegin(account, () => slices.RunAsync(account, process.Value.SliceBudget, term), term.Over);

    /// <summary>
    /// The same for whoever leads, until the process stops. Accounts that began together do not end their slices together, so there is
    /// always one that another process can take.
    /// </summary>
    public bool TryBegin(AccountId account, CancellationToken stopping) => TryBegin(
        account, () => slices.RunAsync(account, process.Value.SliceBudget * (1 - (random.NextDouble() / 2)), batch: null, stopping), stopping);

    private bool TryBegin(AccountId account, Func<Task<SliceResult?>> run, CancellationToken over)
    {
        var work = new Lazy<Task>(() => RunAsync(account, run, over));
        if (!_running.TryAdd(account, work))
            return false;

        // Started only now, so that it finds itself in the dictionary when it ends.
        _ = work.Value;
        return true;
    }

    /// <summary>
    /// So many due accounts find no place: as many of those at work leave theirs when a slice ends, and are due again behind all
    /// that wait. Holds until the next call.
    /// </summary>
    public void MakeRoom(int places) => Volatile.Write(ref _wanted, places);

    public Task WhenAllEndedAsync() => Task.WhenAll(_running.Values.Select(work => work.Value));

    private async Task RunAsync(AccountId account, Func<Task<SliceResult?>> run, CancellationToken over)
    {
        await Task.Yield();
        var isIdle = false;
        try
        {
            for (TimeSpan? pause = TimeSpan.Zero; pause is { } wait;)
            {
                await Task.Delay(wait, clock, over);
                (pause, isIdle) = await RunSliceAsync(account, run);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Stopping: the slice has left its checkpoint.
        }
        finally
        {
            _running.TryRemove(account, out _);

            // A wake-up that came while the last slice was ending found the account at work, and would wait for the next look.
            if (isIdle)
                signal.Raise();
        }
    }

    /// <returns>How long until the next slice (null: the list of due accounts brings the account back), and whether nothing was left to do.</returns>
    private async Task<(TimeSpan? Pause, bool IsIdle)> RunSliceAsync(AccountId account, Func<Task<SliceResult?>> run)
    {
        recent.Note();
        var slice = await run();
        if (slice is null)
            return (rests.Of(account) is { } rest ? FailurePolicy.RestAfter(rest.InARow) : FailurePause, false);
        if (slice is not { Held: true, DueIn: { } due } || due > ShortWait || GivesWay())
            return (null, slice is { Held: true, DueIn: null });
        return (due > TimeSpan.Zero ? due : slice.Jobs > 0 ? TimeSpan.Zero : IdlePause, false);
    }

    private bool GivesWay()
    {
        var gives = Volatile.Read(ref _wanted) > 0 && Interlocked.Decrement(ref _wanted) >= 0;
        if (gives)
        {
            Interlocked.Increment(ref _givenAway);
            instruments.Moved();
        }
        return gives;
    }
}
