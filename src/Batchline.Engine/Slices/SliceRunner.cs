using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Leases;
using Batchline.Engine.Slices.Context;
using Batchline.Engine.Telemetry;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices;

/// <summary>Runs slices: the one thing that every driver calls.</summary>
public sealed partial class SliceRunner
{
    private readonly LeaseGranter _granter;
    private readonly SliceOpener _opener;
    private readonly SlicePipeline _pipeline;
    private readonly Instruments _instruments;
    private readonly ILogger<SliceRunner> _log;

    internal SliceRunner(LeaseGranter granter, SliceOpener opener, SlicePipeline pipeline, Instruments instruments, ILogger<SliceRunner> log)
    {
        _granter = granter;
        _opener = opener;
        _pipeline = pipeline;
        _instruments = instruments;
        _log = log;
    }

    /// <param name="account">The account to work on.</param>
    /// <param name="budget">The slice ends within it, however long Workiz takes to answer. Zero: only carry out queued commands.</param>
    /// <param name="batch">Work only on this batch; null: on whatever is due.</param>
    /// <param name="stop">The process is stopping: the job in flight is finished and recorded, and no other starts.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer. Nothing is lost; the account stays due.</exception>
    public Task<SliceResult> RunAsync(AccountId account, TimeSpan budget, BatchId? batch, CancellationToken stop) =>
        RunAsync(account, budget, batch, term: null, stop);

    /// <summary>The same as the leader: on whatever is due, and no longer than it leads.</summary>
    public Task<SliceResult> RunAsync(AccountId account, TimeSpan budget, LeaderTerm term) =>
        RunAsync(account, budget, batch: null, term, term.Over);

    private async Task<SliceResult> RunAsync(AccountId account, TimeSpan budget, BatchId? batch, LeaderTerm? term, CancellationToken stop)
    {
        if (await _granter.AcquireAsync(account, term, stop) is not { } lease)
            return new SliceResult { Held = false };
        using var activity = _instruments.Slice(account);
        _instruments.SliceBegan();
        var (ended, wait) = ("failed", (TimeSpan?)null);
        try
        {
            if (await _opener.OpenAsync(account, lease, new SliceTerms(budget, batch, stop)) is not { } slice)
            {
                await lease.GiveBackAsync(new CheckpointDraft(lease.Head.Body), dueIn: null);
                ended = "idle";
                return new SliceResult { Held = true };
            }
            using var scope = _log.BeginScope(new SliceScope(slice));
            var end = await _pipeline.RunAsync(slice);
            (ended, wait) = end.Reason is { } reason
                ? (reason.ToString().ToLowerInvariant(), end.DueIn)
                : (end.DueIn is null ? "idle" : "due", null);
            return new SliceResult { Held = true, DueIn = end.DueIn, WaitingReason = end.Reason, Jobs = slice.Jobs };
        }
        catch (LeaseLostException lost)
        {
            // Another process has the account, or any may take it soon: there is nothing to give back.
            ended = "lost";
            LogLeaseLost(_log, account, lost.Message);
            return new SliceResult { Held = true, DueIn = TimeSpan.Zero };
        }
        finally
        {
            _instruments.SliceEnded(ended, lease.Sending.Now, wait);
        }
    }
}
