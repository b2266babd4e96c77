using System.Runtime.CompilerServices;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;

namespace Batchline.Commands.Watching;

/// <summary>Follows an operation to its end.</summary>
internal sealed class OperationWatch(ProgressReader reader, TimeProvider clock)
{
    private const int AccountsShown = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public IAsyncEnumerable<Progress> FollowAsync(OperationId id, CancellationToken cancellationToken) =>
        FollowAsync(id, _ => false, cancellationToken);

    /// <param name="enough">Ends the watch before the operation ends.</param>
    public async IAsyncEnumerable<Progress> FollowAsync(
        OperationId id, Func<Progress, bool> enough, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            var progress = await reader.ReadAsync(id, status: null, AccountsShown, cancellationToken)
                ?? throw new InvalidOperationException($"The operation {id} is gone.");
            yield return progress;
            if (OperationTransitions.IsTerminal(progress.Operation.Status) || enough(progress))
                yield break;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
