using Batchline.Engine.Heads;
using Batchline.Engine.Operations.End;

namespace Batchline.Engine.Operations.Steer;

/// <summary>
/// Pause, resume, and cancel. The request is written into the operation and then into the head of every account. A pause or a
/// cancel is answered once each account starts at most one more request.
/// </summary>
public sealed class OperationControl(IOperationStore operations, IAccountStateReader states, ControlWriter writer, OperationCloser closer)
{
    public Task<ControlResult> PauseAsync(OperationId id, CancellationToken cancellationToken) =>
        RequestAsync(id, ControlAction.Pause, status => status is OperationStatus.Planning or OperationStatus.Processing, cancellationToken);

    public Task<ControlResult> CancelAsync(OperationId id, CancellationToken cancellationToken) =>
        RequestAsync(id, ControlAction.Cancel, status => !OperationTransitions.IsTerminal(status), cancellationToken);

    /// <summary>Too much failed: the operation ends as failed once every account has acknowledged it, and what is left stays pending.</summary>
    internal Task<ControlResult> StopAsync(OperationId id, string reason, CancellationToken cancellationToken) => RequestAsync(
        id, ControlAction.Stop, status => status is OperationStatus.Planning or OperationStatus.Processing, cancellationToken, reason);

    /// <summary>
    /// Reopens an operation that stopped because too much failed, also if a retry of one of its batches has raised it already:
    /// every account continues with what it had left. False: none of its accounts is stopped.
    /// </summary>
    public async Task<bool> ReopenAsync(OperationId id, CancellationToken cancellationToken)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (operation is { Requested: ControlAction.Run, Status: OperationStatus.Processing })
                return await writer.RepeatAsync(operation, cancellationToken);
            if (operation is not { Requested: ControlAction.Stop, Status: OperationStatus.Failed })
                return false;
            await operations.ReplaceAsync(
                operation.Become(OperationStatus.Processing) with { Rev = operation.Rev + 1, Requested = ControlAction.Run, EndTime = null, Error = null },
                cancellationToken);
        }
        return false;
    }

    /// <summary>Lets a paused operation continue, and tries its blocked accounts again.</summary>
    /// <param name="force">Blocked accounts continue with their present key, even if it seems to belong to another Workiz account.</param>
    public async Task<ControlResult> ResumeAsync(OperationId id, bool force, CancellationToken cancellationToken)
    {
        var isBlocked = (await states.ListAsync(id, AccountStateStatus.Blocked, null, 1, cancellationToken)).Count > 0;
        var result = await RequestAsync(
            id, ControlAction.Run, status => status == OperationStatus.Paused || (!OperationTransitions.IsTerminal(status) && isBlocked), cancellationToken);
        if (result is ControlResult.Accepted)
            await writer.UnblockAsync(id, force, cancellationToken);
        return result;
    }

    private async Task<ControlResult> RequestAsync(
        OperationId id, ControlAction action, Func<OperationStatus, bool> allowed, CancellationToken cancellationToken, string? error = null)
    {
        while (await operations.GetAsync(id, cancellationToken) is { } operation)
        {
            if (!operation.Admitted || !allowed(operation.Status) || IsFinal(operation.Requested, action))
                return new ControlResult.BadTransition(operation.Status);

            // Back to planning: the closer moves it on once every account is planned.
            var resumes = action == ControlAction.Run && operation.Status == OperationStatus.Paused;
            var requested = operation.Become(resumes ? OperationStatus.Planning : operation.Status) with
            {
                Requested = action,
                Rev = operation.Rev + 1,
                Error = error ?? operation.Error,
            };
            if (!await operations.ReplaceAsync(requested, cancellationToken))
                continue;
            await writer.WriteAsync(new Control(id, action, requested.Rev), cancellationToken);
            if (action is ControlAction.Pause or ControlAction.Cancel)
                await writer.WaitUntilSeenAsync(cancellationToken);
            await closer.AdvanceAsync(id, cancellationToken);
            return new ControlResult.Accepted(await operations.GetAsync(id, cancellationToken) ?? requested);
        }
        return new ControlResult.NotFound();
    }

    /// <summary>A cancel or a stop is final, except that a cancel may replace a stop.</summary>
    private static bool IsFinal(ControlAction requested, ControlAction action) => requested switch
    {
        ControlAction.Cancel => action != ControlAction.Cancel,
        ControlAction.Stop => action is not (ControlAction.Cancel or ControlAction.Stop),
        _ => false,
    };
}
