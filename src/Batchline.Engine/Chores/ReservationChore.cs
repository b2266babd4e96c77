using Batchline.Engine.Operations;

namespace Batchline.Engine.Chores;

/// <summary>
/// Frees accounts that are held by an operation that does not exist. A start writes its operation first, so it is missing only if the
/// start was refused and cleared away. A reservation that a dying process sent just before may still arrive after that.
/// </summary>
internal sealed class ReservationChore(IAccountStateStore states, IOperationStore operations, TimeProvider clock) : IChore
{
    /// <summary>The case is rare, and the store looks at every account at work for it.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private long? _lookedAt;

    public string Name => "the look for reservations without an operation";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is { } time && clock.GetElapsedTime(time) < Every)
            return false;
        _lookedAt = clock.GetTimestamp();
        foreach (var holder in await states.HoldersAsync(cancellationToken))
        {
            if (await operations.GetAsync(holder, cancellationToken) is null)
                await states.WithdrawAsync(holder, null, cancellationToken);
        }

        return false;
    }
}
