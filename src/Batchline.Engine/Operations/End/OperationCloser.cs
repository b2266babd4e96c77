using Batchline.Engine.Notices;
using Batchline.Engine.Telemetry;

namespace Batchline.Engine.Operations.End;

/// <summary>
/// Moves an operation to the status that its account states call for. Safe to call anywhere and at any time: it reads the
/// operation's revision first and compares it last, so a retry that raises the revision in between wins.
/// </summary>
public sealed class OperationCloser(IOperationStore operations, NextStatus status, IEnumerable<INoticeBoard> boards, Instruments instruments)
{
    /// <summary>True if the operation changed.</summary>
    public async Task<bool> AdvanceAsync(OperationId id, CancellationToken cancellationToken)
    {
        var changed = false;
        while (await operations.GetAsync(id, cancellationToken) is { Admitted: true } operation
            && await status.OfAsync(operation, cancellationToken) is var (next, totals))
        {
            var written = next with { Rev = operation.Rev + 1, Status = operation.Become(next.Status).Status };
            var ends = OperationTransitions.IsTerminal(written.Status);

            // Before the end is written, so that a crash in between cannot lose the notice. Its delivery checks that the operation really ended.
            if (ends)
                await AnnounceAsync(written, cancellationToken);
            if (!await operations.ReplaceAsync(written, cancellationToken))
                continue;
            changed = true;
            if (ends)
                instruments.OperationEnded(written, totals);
        }

        return changed;
    }

    private async Task AnnounceAsync(Operation written, CancellationToken cancellationToken)
    {
        foreach (var board in boards)
            await board.OperationEndsAsync(written, cancellationToken);
    }
}
