using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;

namespace Batchline.UnitTests.Engine.Leases;

/// <summary>A store of a single head on a clock of its own; it can be silent, or lose acknowledgements.</summary>
internal sealed class OneHead(TimeProvider clock) : IHeadStore
{
    private HeadBody _body = new();
    private string? _lastWrite;
    private long _fence = 1;
    private long _seq;

    /// <summary>Every checkpoint as it came, applied or not.</summary>
    public List<Checkpoint> Checkpoints { get; } = [];

    public IReadOnlyList<HeadWrite> Writes => [.. Checkpoints.Select(checkpoint => checkpoint.Head)];

    public Control? Control { get; set; }

    public IReadOnlyList<HeadCommand> Commands { get; set; } = [];

    /// <summary>No other holder sends before.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public bool TakenOver { get; set; }

    /// <summary>The next writes are applied, but answered with silence.</summary>
    public int LostAcknowledgements { get; set; }

    public bool Silent { get; set; }

    /// <summary>How long an answer to a write takes.</summary>
    public TimeSpan Takes { get; set; }

    /// <summary>How far somebody set the store's clock.</summary>
    public TimeSpan ClockSetBy { get; set; }

    private DateTimeOffset Now => clock.GetUtcNow() + ClockSetBy;

    /// <summary>Somebody else took the lease.</summary>
    public void Overtake() => _fence++;

    public Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) =>
        Silent ? throw new StoreUnavailableException("silent") : Task.FromResult<HeadView?>(View());

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var head = await WriteAsync(checkpoint);
        if (Takes > TimeSpan.Zero)
            await Task.Delay(Takes, clock, cancellationToken);
        return head;
    }

    private Task<HeadView?> WriteAsync(Checkpoint checkpoint)
    {
        var write = checkpoint.Head;
        Checkpoints.Add(checkpoint);
        if (Silent)
            throw new StoreUnavailableException("silent");
        if (write.Fence != _fence || (write.Seq != _seq && write.WriteId != _lastWrite))
            return Task.FromResult<HeadView?>(null);
        if (write.WriteId != _lastWrite)
            Apply(write);
        return LostAcknowledgements-- > 0 ? throw new StoreUnavailableException("lost") : Task.FromResult<HeadView?>(View());
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HeadView>>([View()]);

    private void Apply(HeadWrite write)
    {
        var end = Now + write.Wait + write.Reserve;
        (_seq, _lastWrite, _body) = (write.Seq + 1, write.WriteId, write.Body);
        NotBefore = write.Lease == TimeSpan.Zero || end > NotBefore ? end : NotBefore;
    }

    private HeadView View()
    {
        var now = Now;
        return new HeadView
        {
            AccountId = Sample.Account,
            Fence = _fence,
            Seq = _seq,
            TakenOver = TakenOver,
            Wait = NotBefore > now ? NotBefore - now : TimeSpan.Zero,
            StoreNow = now,
            Control = Control,
            Commands = Commands,
            Body = _body,
        };
    }
}
