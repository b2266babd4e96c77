using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>A store that falls silent behind a write, which was applied, until it is woken: what a slice has then is lost to it.</summary>
internal sealed class FadingHeads(IHeadStore heads) : IHeadStore
{
    private int _writesLeft = int.MaxValue;

    public int Writes { get; private set; }

    /// <summary>What goes on before a write is carried out; none: nothing.</summary>
    public Func<Checkpoint, Task>? Committing { get; set; }

    /// <summary>What goes on before heads are read; none: nothing.</summary>
    public Func<Task>? Reading { get; set; }

    /// <summary>What taking an account fails with; null: it does not.</summary>
    public Func<Exception>? Fault { get; set; }

    public void FadeAfter(int writes) => _writesLeft = writes;

    public void Wake() => _writesLeft = int.MaxValue;

    public Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) =>
        Fault is { } fault ? throw fault() : _writesLeft > 0 ? heads.AcquireAsync(account, owner, lease, leader, cancellationToken) : throw new StoreUnavailableException("silent");

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (_writesLeft <= 0)
            throw new StoreUnavailableException("silent");
        await (Committing?.Invoke(checkpoint) ?? Task.CompletedTask);
        var view = await heads.CommitAsync(checkpoint, cancellationToken);
        Writes++;
        return --_writesLeft > 0 ? view : throw new StoreUnavailableException("silent");
    }

    public async Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        await (Reading?.Invoke() ?? Task.CompletedTask);
        return await heads.ReadAsync(accounts, cancellationToken);
    }
}
