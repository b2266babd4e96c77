using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;
using Batchline.Engine.Pace;
using Batchline.Engine.Telemetry;

namespace Batchline.Engine.Leases;

/// <summary>
/// The right to work on one account, and the only way a slice writes. Every write renews the lease and reserves the next
/// request before it is sent. Times are by this node's monotonic clock; from the store's clock only durations are used.
/// </summary>
internal sealed class Lease
{
    /// <summary>
    /// Once this much time has passed since an operator wrote into the head, the account starts at most one more request without
    /// having seen it. Code that promises this to a person waits this long before it answers.
    /// </summary>
    public static readonly TimeSpan ControlSeenWithin = TimeSpan.FromMilliseconds(200);

    /// <summary>Reserved at the end of the lease, so that an abort has time to take effect.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SlowestRetry = TimeSpan.FromSeconds(1);

    /// <summary>No read and no checkpoint waits longer for the company of others.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(50);

    private readonly IHeadStore _heads;
    private readonly TimeProvider _clock;
    private readonly IdGenerator _ids;
    private readonly Instruments _instruments;
    private readonly TimeSpan _duration;
    private readonly LeaderTerm? _term;
    private readonly HeldOutcomes _held = new();
    private TimeSpan _deadline;
    private TimeSpan _readAt;
    private TimeSpan _committedAt;

    public Lease(
        IHeadStore heads, TimeProvider clock, IdGenerator ids, Instruments instruments, HeadView head, long sentAt, TimeSpan duration, LeaderTerm? term)
    {
        _heads = heads;
        _clock = clock;
        _ids = ids;
        _instruments = instruments;
        _duration = duration;
        _term = term;
        _deadline = duration - Guard;
        Head = head;
        Sending = new SendClock(clock, sentAt, head.Body.Pace);
        _readAt = Sending.Now;
        Sending.Begin(_readAt + head.Wait, TimeSpan.Zero);
    }

    public HeadView Head { get; private set; }

    /// <summary>The head's body, including outcomes that are not written yet.</summary>
    public HeadBody Body => _held.Body ?? Head.Body;

    public SendClock Sending { get; }

    /// <summary>The store's clock, as far as this node can tell.</summary>
    public DateTimeOffset StoreNow => Head.StoreNow + (Sending.Now - _readAt);

    public TimeSpan RenewEvery => _duration / 3;

    /// <summary>How long a request may be out before the lease is renewed.</summary>
    public TimeSpan RenewIn => _held.Body is null ? RenewEvery : HeldFor;

    /// <summary>How much longer a request may be out.</summary>
    public TimeSpan UntilDeadline => NotNegative(_deadline - Sending.Now is var left && left < UntilTermEnds ? left : UntilTermEnds);

    /// <summary>A request may begin now: its reserved time has come, and it may leave.</summary>
    public bool MaySend => Sending.UntilNext == TimeSpan.Zero && MayLeave;

    /// <summary>A request that has begun may leave: it needs no checkpoint first, it is reserved, and lease and term last long enough.</summary>
    public bool MayLeave => MaySkipCheckpoint && Sending.IsOpen && _deadline - Sending.Now > RenewEvery && UntilTermEnds > SendClock.ShortestWindow;

    /// <summary>
    /// False: outcomes have waited long enough, or controls were read too long ago for another request without a checkpoint.
    /// Right after a checkpoint one request may always leave, however slow the store is.
    /// </summary>
    private bool MaySkipCheckpoint => _held.Body is null || (HeldFor > TimeSpan.Zero && Sending.Now - _committedAt < ControlSeenWithin);

    /// <summary>
    /// How long a read may wait for others once a request has left: a quarter of the time until the next one. The checkpoint that
    /// needs it takes half of the rest.
    /// </summary>
    public TimeSpan ReadPatience => Patience(Sending.UntilNext / 4);

    private TimeSpan UntilTermEnds => _term?.Left ?? TimeSpan.MaxValue;

    private TimeSpan HeldFor => NotNegative(_held.Left(Sending.Now));

    /// <summary>Sets the pace at the start of a slice.</summary>
    public void SetPace(TimeSpan interval, TimeSpan longestWait)
    {
        // A stored wait longer than it was when written means that the store's clock was set back.
        var wait = Min(Head.Wait, Min(Head.Body.WaitWritten ?? longestWait, longestWait));

        // If the last holder did not give the lease back, its last request may have left at any moment: one interval must be silent.
        Sending.Begin(_readAt + (Head.TakenOver && wait < interval ? interval : wait), interval);
    }

    /// <summary>Writes a checkpoint and keeps the lease. If this process dies, the account is due when the lease expires.</summary>
    /// <exception cref="LeaseLostException">The lease is over; nothing of the checkpoint counts.</exception>
    public Task CommitAsync(CheckpointDraft draft) => WriteAsync(draft, _duration, Sending.Reserve, _duration);

    /// <summary>Writes a checkpoint of outcomes: at once, or, if the next request may leave without a pause, a moment later.</summary>
    public Task CommitSoonAsync(CheckpointDraft draft)
    {
        if (!HeldOutcomes.Fit(Sending.Interval) || Sending.UntilNext > TimeSpan.Zero)
            return CommitAsync(draft);
        _held.Add(draft, Sending.Now);
        return HeldFor > TimeSpan.Zero ? Task.CompletedTask : RenewAsync();
    }

    /// <summary>Writes the outcomes that wait.</summary>
    public Task FlushAsync() => _held.Body is null ? Task.CompletedTask : RenewAsync();

    /// <summary>Writes a last checkpoint and gives the lease back, with the exact rest of the wait.</summary>
    public Task GiveBackAsync(CheckpointDraft draft, TimeSpan? dueIn) => WriteAsync(draft, TimeSpan.Zero, TimeSpan.Zero, dueIn);

    /// <summary>Renews the lease and the reservation, and reads controls and commands.</summary>
    public Task RenewAsync() => CommitAsync(new CheckpointDraft(Body));

    /// <summary>Repeats a store call until the store answers or the lease is about to expire. For reads and idempotent writes.</summary>
    public async Task<T> SureAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        for (var pause = FirstRetry; ; pause = Min(pause * 2, SlowestRetry))
        {
            try
            {
                return await call(CancellationToken.None);
            }
            catch (StoreUnavailableException) when (UntilDeadline > TimeSpan.Zero)
            {
                await Task.Delay(pause, _clock, CancellationToken.None);
            }
        }
    }

    public Task SureAsync(Func<CancellationToken, Task> call) => SureAsync(async cancellationToken =>
    {
        await call(cancellationToken);
        return true;
    });

    private async Task WriteAsync(CheckpointDraft draft, TimeSpan lease, TimeSpan reserve, TimeSpan? dueIn)
    {
        // Taken before the first try: the store may have applied it although its acknowledgment was lost.
        var (sent, wait) = (Sending.Now, Sending.UntilNext);
        var checkpoint = new Checkpoint
        {
            AccountId = Head.AccountId,
            Jobs = _held.JobsBefore(draft),
            CancelBatchesOf = draft.CancelBatchesOf,
            Batches = draft.Batches,
            State = draft.State,
            Head = new HeadWrite
            {
                Body = draft.Body with
                {
                    Pace = Sending.Pace,
                    PerCall = Sending.PerCall ?? draft.Body.PerCall,
                    WaitWritten = wait + reserve,
                },
                Fence = Head.Fence,
                Seq = Head.Seq,
                WriteId = _ids.Next(),
                Lease = lease,
                Wait = wait,
                Reserve = reserve,
                DueIn = dueIn,
                HandledCommands = draft.HandledCommands,
                SeenCommands = [.. Head.Commands.Select(command => command.Id)],
                SeenControl = Head.Control,
            },

            // Half of the time until the next request; the other half remains for the write. A person may wait for the end of a slice.
            Patience = lease > TimeSpan.Zero ? Patience(wait / 2) : TimeSpan.Zero,
        };
        var head = await SureAsync(cancellationToken => _heads.CommitAsync(checkpoint, cancellationToken));
        if (head is null)
            throw new LeaseLostException($"Account {Head.AccountId}: fence {Head.Fence} was overtaken.");
        _instruments.Committed(Head.Body, checkpoint, Sending.Now - sent);
        _held.Clear();
        Head = head;
        _readAt = Sending.Now;
        _committedAt = sent;
        _deadline = sent + lease - Guard;
        Sending.Reserved(sent, wait, RenewEvery);
    }

    /// <summary>None while a person waits for a command.</summary>
    private TimeSpan Patience(TimeSpan part) => Head.Commands.Count == 0 ? Min(part, MostPatience) : TimeSpan.Zero;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan NotNegative(TimeSpan value) => value > TimeSpan.Zero ? value : TimeSpan.Zero;
}
