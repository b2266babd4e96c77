using System.Globalization;
using Batchline.Engine.Accounts;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Sending;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Slices.Context;

/// <summary>One turn of one account under one lease: what its steps share.</summary>
internal sealed class Slice(Account account, SliceTerms terms, Lease lease, PacedSender sender, ReadAhead ahead)
{
    private static readonly TimeSpan LongPace = TimeSpan.FromSeconds(30);
    /// <summary>How long a key test waits for its turn.</summary>
    public static readonly TimeSpan TestPatience = TimeSpan.FromSeconds(5);
    private readonly TimeSpan _end = terms.AnswerBy;
    private readonly Dictionary<string, TimeSpan> _resting = [];
    private TimeSpan _answerTime = lease.Head.Body.AnswerTime;

    public Account Account => account;
    public Lease Lease => lease;
    public BatchId? OnlyBatch => terms.OnlyBatch;
    public ReadAhead Ahead => ahead;
    public HeadBody Body => lease.Body;
    public DateTimeOffset Now => lease.StoreNow;

    /// <summary>The account's part in its operation; only for steps that run within one.</summary>
    public Run Run => Body.Run ?? throw new InvalidOperationException("The account works for no operation.");

    /// <summary>Jobs that got an outcome in this slice.</summary>
    public int Jobs { get; set; }

    /// <summary>An answer did not come although it had as much time as any slice has.</summary>
    public bool OutOfTime { get; private set; }

    /// <summary>Why the account waits while Workiz does not answer properly.</summary>
    public WaitingReason TroubleReason =>
        OutOfTime || Body.Run?.WaitingReason == WaitingReason.Budget ? WaitingReason.Budget : WaitingReason.Upstream;

    /// <summary>The named batch was worked on until its round ended.</summary>
    public bool OnlyBatchDone { get; set; }

    /// <summary>Workiz answers no account of this process, and this account may find out whether it does again.</summary>
    public bool IsItsTurn { get; set; }

    /// <summary>The job whose turn it is; null: no batch is open.</summary>
    public string? NextJob => Body.Run?.Open is { IsFinished: false } open ? open.Remaining[0] : null;

    /// <summary>Why there is no key to send with; null: there is one.</summary>
    public string? KeyProblem => terms.Token is null ? terms.KeyProblem : null;

    /// <summary>What is due next.</summary>
    public SliceWork Next() => Body.Run switch
    {
        _ when lease.Sending.Now >= _end => SliceWork.Stop,
        _ when lease.Head.Commands.Any(command => command.Kind != HeadCommandKind.TestKey) => SliceWork.Command,
        { Phase: not RunPhase.Ended, Status: not AccountStateStatus.Paused } run when terms.Budget > TimeSpan.Zero && NeedsControl(run) => SliceWork.Control,
        _ when MayTestKey => SliceWork.Command,
        _ when terms.Stop.IsCancellationRequested || terms.Budget <= TimeSpan.Zero => SliceWork.Stop,
        var run when Body.Refetches.Count > 0 && MayRefetch(run) => SliceWork.Refetch,
        null or { Phase: RunPhase.Ended } => SliceWork.Adopt,
        { } run when NeedsControl(run) => SliceWork.Control,
        { Status: AccountStateStatus.Blocked } or { Stopped: true } => SliceWork.Adopt,

        // Work without requests comes before work with them, so that an account whose ending was interrupted ends even with a new key.
        { Phase: RunPhase.Planning } => SliceWork.Plan,
        { Phase: RunPhase.Processing } run when !IsInBatch(run) => SliceWork.Batch,
        _ when sender.HostIsDown && !IsItsTurn => SliceWork.Probe,
        _ when TroublePolicy.NeedsProbe(Body.Trouble, NextJob) => SliceWork.Probe,
        _ when KeyIsNew => SliceWork.Verify,
        { Phase: RunPhase.Listing } => SliceWork.List,
        _ => SliceWork.Job,
    };

    /// <summary>
    /// A key test is queued, and its turn comes within the patience of the person who waits for it. A test that would take
    /// longer does not hold up other work: it stays in the queue until its caller removes it.
    /// </summary>
    private bool MayTestKey => lease.Head.Commands.Count > 0 && lease.Sending.UntilNext <= TestPatience;

    /// <summary>The control of this run; null: none.</summary>
    public ControlAction? ControlOf(Run run) =>
        lease.Head.Control is { } control && control.OperationId == run.OperationId ? control.Action : null;

    /// <summary>Sends one request whose answer fits into the budget; null: not now, so end the slice with <see cref="Waiting"/>.</summary>
    /// <param name="call">What to ask.</param>
    /// <param name="patience">The longest wait for the pace; null: as long as an answer still fits.</param>
    /// <param name="readAhead">A job whose stored record is read while the request is out; only the lease holder writes it.</param>
    public async Task<WorkizAnswer?> SendAsync(WorkizCall call, TimeSpan? patience = null, string? readAhead = null)
    {
        if (terms.Token is not { } token)
            return new WorkizAnswer.Refused(terms.KeyProblem);
        IsItsTurn = false;
        var answer = await TrySendAsync(token, call, patience, readAhead);
        if (answer is null)
            sender.LeaveTurn();
        return answer;
    }

    /// <summary>Leaves a turn to test the host that was taken but not used to another account.</summary>
    public void LeaveTurn()
    {
        if (IsItsTurn)
            sender.LeaveTurn();
        IsItsTurn = false;
    }

    private async Task<WorkizAnswer?> TrySendAsync(WorkizToken token, WorkizCall call, TimeSpan? patience, string? readAhead)
    {
        var latest = _end - AnswerTime.Needed(_answerTime, terms.Best) - lease.Sending.Now;
        if (latest < TimeSpan.Zero)
            return null;
        try
        {
            return await sender.SendAsync(AskAsync, patience < latest ? patience.Value : latest, _end, terms.Stop);
        }
        catch (OutOfTimeException late)
        {
            _answerTime = AnswerTime.After(_answerTime, late.Given);
            return await GiveUpAsync(late.Given);
        }

        async Task<WorkizAnswer> AskAsync(Func<bool> leave, CancellationToken cancellationToken)
        {
            var answering = sender.AskAsync(token, call, leave, cancellationToken);
            if (readAhead is { } uuid)
                ahead.Begin([uuid], lease.ReadPatience);
            var (answer, took) = await answering;
            _answerTime = AnswerTime.After(_answerTime, took);
            return answer;
        }
    }

    /// <summary>Nothing was sent. Null (continue) because of a command, a control, or the end of the time; otherwise the slice ends until the pace allows.</summary>
    public SliceEnd? Waiting()
    {
        if (Next() is SliceWork.Command or SliceWork.Control or SliceWork.Stop)
            return null;
        var wait = lease.Sending.UntilNext;
        return new SliceEnd(wait, OutOfTime || Body.Trouble.CircuitOpen ? TroubleReason : wait > lease.Sending.Interval && lease.Sending.Pace.Overrun is not null ? WaitingReason.Quota : Paced(wait));
    }

    /// <summary>A pace of seconds is normal, but people wonder about a wait of minutes.</summary>
    private static WaitingReason? Paced(TimeSpan wait) => wait > LongPace ? WaitingReason.Pace : null;

    /// <summary>The job rests before it is requested again; others may come first.</summary>
    public void RestLater(string uuid, TimeSpan pause) => _resting[uuid] = lease.Sending.Now + pause;

    /// <summary>It is this job's turn: waits for the rest of its rest.</summary>
    public void Rest(string uuid)
    {
        if (_resting.Remove(uuid, out var until) && until > lease.Sending.Now)
            lease.Sending.Defer(until - lease.Sending.Now);
    }

    /// <summary>A checkpoint with a changed head.</summary>
    public Task CommitAsync(HeadBody body) => lease.CommitAsync(Draft(body));

    public Task CommitAsync(CheckpointDraft draft) => lease.CommitAsync(draft);

    /// <summary>A checkpoint of outcomes. If the account's requests have no pause in between, it is written together with the next ones.</summary>
    public Task CommitSoonAsync(CheckpointDraft draft) => lease.CommitSoonAsync(draft);

    public CheckpointDraft Draft(HeadBody body) =>
        new(body.AnswerTime == _answerTime ? body : body with { AnswerTime = _answerTime });

    /// <summary>A draft that also writes the account state's row.</summary>
    public CheckpointDraft DraftWithState(HeadBody body) =>
        Draft(body) with { State = body.Run is { } run ? Projection.State(account.Id, run) : null };

    /// <summary>The run with an answered request counted; without a key, none was sent.</summary>
    public Run Called(Run run) => terms.Token is null ? run : Outcomes.Called(run);

    public string? KeyFingerprint => terms.Fingerprint;

    /// <summary>The head's body with the present key accepted as the account's own.</summary>
    public HeadBody Trusting(HeadBody body) => body with { KeyFingerprint = terms.Fingerprint ?? body.KeyFingerprint, KeyCheck = null };

    /// <summary>A different key may have a different quota.</summary>
    public void ForgetPace() => sender.Forget();

    public HeadBody With(Run run) => Body with { Run = run };

    /// <summary>No answer came in the time that was left.</summary>
    private async Task<WorkizAnswer?> GiveUpAsync(TimeSpan given)
    {
        // With little time, that says nothing about the job, and another slice asks again.
        // With enough time it is a fault like any other: otherwise, one job that is never answered would hold up those after it.
        OutOfTime = given >= AnswerTime.Enough(terms.Best);
        if (OutOfTime)
            return new WorkizAnswer.Transient(string.Create(
                CultureInfo.InvariantCulture, $"no answer within {given.TotalSeconds:0.#} s, all the time that Process:SliceBudget leaves for one"));
        if (Body.Run is { } run)
            await CommitAsync(With(Outcomes.Called(run)));
        return null;
    }

    /// <summary>A job of the open batch is next.</summary>
    private bool IsInBatch(Run run) => run.Open is { IsFinished: false } batch && (OnlyBatch is null || OnlyBatch == batch.Id);

    /// <summary>The key is not the one with which the account's jobs were last requested.</summary>
    public bool KeyIsNew => terms.Fingerprint is { } fingerprint && fingerprint != Body.KeyFingerprint;

    /// <summary>
    /// False while a person wants no requests, while the key is refused or changed (another account's key would mark the job as
    /// missing), or when Workiz must be probed first.
    /// </summary>
    private bool MayRefetch(Run? run) => Body.Blocked is null && (!KeyIsNew || Body.KeyFingerprint is null) && run switch
    {
        null or { Phase: RunPhase.Ended } or { Stopped: true } => true,
        _ => !NeedsControl(run) && !sender.HostIsDown && !TroublePolicy.NeedsProbe(Body.Trouble, null),
    };

    private bool NeedsControl(Run run) => run.Status switch
    {
        _ when run.Stopped => ControlOf(run) is ControlAction.Cancel,
        AccountStateStatus.Paused => true,
        AccountStateStatus.Blocked => ControlOf(run) is ControlAction.Cancel,
        _ => ControlOf(run) is ControlAction.Pause or ControlAction.Cancel or ControlAction.Stop,
    };
}
