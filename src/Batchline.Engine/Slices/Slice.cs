using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;
using Batchline.Engine.Operations;
using Batchline.Engine.Plan;
using Batchline.Engine.Process;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices;

/// <summary>One run of one account under one lease: what its steps share.</summary>
internal sealed class Slice(Account account, SliceKey key, Lease lease, PacedSender sender, SliceLimits limits)
{
    private readonly TimeSpan _end = lease.Tick + limits.Budget;
    private readonly Dictionary<string, TimeSpan> _resting = [];

    public Account Account => account;
    public Lease Lease => lease;
    public BatchId? OnlyBatch => limits.OnlyBatch;
    public HeadBody Body => lease.Body;
    public DateTimeOffset Now => lease.StoreNow;

    /// <summary>The account's part in its operation; only steps that run within one ask for it.</summary>
    public Run Run => Body.Run ?? throw new InvalidOperationException("The account works for no operation.");

    /// <summary>Jobs that got an outcome in this slice.</summary>
    public int Jobs { get; set; }

    /// <summary>The named batch was worked on to the end of its round.</summary>
    public bool OnlyBatchDone { get; set; }

    /// <summary>The data's way, in order.</summary>
    public SliceWork Next() => Body.Run switch
    {
        _ when lease.Head.Commands.Count > 0 => SliceWork.Command,
        _ when limits.Stop.IsCancellationRequested || lease.Tick >= _end => SliceWork.Stop,
        null or { Phase: RunPhase.Ended } => SliceWork.Adopt,
        { } run when NeedsControl(run) => SliceWork.Control,
        { Status: AccountStateStatus.Blocked } or { Stopped: true } => SliceWork.Adopt,
        { } run when FaultPolicy.NeedsProbe(Body.Faults, run.Open is { IsFinished: false } open ? open.Remaining[0] : null) => SliceWork.Probe,
        { Phase: RunPhase.Listing } => SliceWork.List,
        { Phase: RunPhase.Planning } => SliceWork.Plan,
        { Open: { IsFinished: false } batch } when OnlyBatch is null || OnlyBatch == batch.Id => SliceWork.Job,
        _ => SliceWork.Batch,
    };

    /// <summary>What an operator wants of this run; null: nothing.</summary>
    public ControlAction? ControlOf(Run run) =>
        lease.Head.Control is { } control && control.OperationId == run.OperationId ? control.Action : null;

    /// <summary>Sends one request within the budget; null: not now, end the slice with <see cref="Waiting"/>.</summary>
    public Task<WorkizAnswer?> SendAsync(Func<WorkizToken, CancellationToken, Task<WorkizAnswer>> request) =>
        SendAsync(request, _end - lease.Tick);

    public async Task<WorkizAnswer?> SendAsync(
        Func<WorkizToken, CancellationToken, Task<WorkizAnswer>> request, TimeSpan patience) =>
        key.Token is not { } token
            ? new WorkizAnswer.Refused(key.Problem)
            : await sender.SendAsync(cancellationToken => request(token, cancellationToken), patience, limits.Stop);

    /// <summary>Nothing was sent: go on when an operator or the end of the time is the reason, else back when the pace allows.</summary>
    public SliceEnd? Waiting()
    {
        if (Next() is SliceWork.Command or SliceWork.Control or SliceWork.Stop)
            return null;
        var wait = lease.UntilNextSend;
        return new SliceEnd(wait, wait <= lease.Interval ? null : Body.Faults.CircuitOpen ? WaitingReason.Upstream : WaitingReason.Quota);
    }

    /// <summary>The job rests before it is asked again; others may go first.</summary>
    public void RestLater(string uuid, TimeSpan pause) => _resting[uuid] = lease.Tick + pause;

    /// <summary>It is this job's turn: what is left of its rest is waited for.</summary>
    public void Rest(string uuid)
    {
        if (_resting.Remove(uuid, out var until) && until > lease.Tick)
            lease.Defer(until - lease.Tick);
    }

    /// <summary>A checkpoint with a changed head.</summary>
    public Task CommitAsync(HeadBody body) => lease.CommitAsync(Parts(body));

    public Task CommitAsync(Checkpoint parts) => lease.CommitAsync(parts);

    /// <summary>A checkpoint of outcomes; where the account is asked without a pause, written together with the next ones.</summary>
    public Task CommitSoonAsync(Checkpoint parts) => lease.CommitSoonAsync(parts);

    public Checkpoint Parts(HeadBody body) => Checkpoint.Of(account.Id, body);

    /// <summary>A checkpoint with the account state's row beside the head.</summary>
    public Checkpoint PartsWithState(HeadBody body) =>
        Parts(body) with { State = body.Run is { } run ? Projection.State(account.Id, run) : null };

    /// <summary>The run with an answered request counted; without a key none was sent.</summary>
    public Run Called(Run run) => key.Token is null ? run : Outcomes.Called(run);

    public HeadBody With(Run run) => Body with { Run = run };

    private bool NeedsControl(Run run) => run.Status switch
    {
        _ when run.Stopped => ControlOf(run) is ControlAction.Cancel,
        AccountStateStatus.Paused => true,
        AccountStateStatus.Blocked => ControlOf(run) is ControlAction.Cancel,
        _ => ControlOf(run) is ControlAction.Pause or ControlAction.Cancel or ControlAction.Stop,
    };
}
