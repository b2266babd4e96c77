using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Finds the operation that holds the account and begins to work for it.</summary>
internal sealed class AdoptStep(
    IAccountStateStore states, IOperationStore operations, OperationCloser closer, ForeignJobs foreign, IOptions<SyncOptions> options)
{
    private static readonly TimeSpan NotAdmittedYet = TimeSpan.FromMilliseconds(200);

    public async Task<SliceEnd?> RunAsync(Slice slice)
    {
        var lease = slice.Lease;
        var last = slice.Body.Run;

        // Again, before the account stops being due: the last process may have died between writing the state and the operation.
        if (last is { Phase: RunPhase.Ended })
            await lease.SureAsync(cancellationToken => closer.AdvanceAsync(last.OperationId, cancellationToken));

        if (await lease.SureAsync(cancellationToken => states.GetActiveAsync(slice.Account.Id, cancellationToken)) is not { } state)
            return SliceEnd.Idle;
        if (state.Status is AccountStateStatus.Completed or AccountStateStatus.Cancelled)
        {
            // It was reserved again for a resume that came too late: free it.
            await slice.CommitAsync(slice.Draft(slice.Body) with { State = state with { Active = false } });
            return null;
        }
        if (state.OperationId == last?.OperationId)
        {
            await ReviveAsync(slice, last);
            return null;
        }
        if (last is { Phase: not RunPhase.Ended })
        {
            // Another operation took over a blocked or stopped account: cancel what the old one had left.
            await ControlStep.CancelAsync(slice, last);
            return null;
        }

        var operation = await lease.SureAsync(cancellationToken => operations.GetAsync(state.OperationId, cancellationToken));
        if (operation is { Admitted: false } && !OperationTransitions.IsTerminal(operation.Status))
            return new SliceEnd(NotAdmittedYet);
        if (operation is not { Admitted: true })
        {
            // It was reserved by a slow start that had already been cleared away.
            await lease.SureAsync(cancellationToken => states.WithdrawAsync(state.OperationId, [slice.Account.Id], cancellationToken));
            return null;
        }

        await foreign.TakeInAsync(slice);
        await BeginAsync(slice, operation, state);
        return null;
    }

    private Task BeginAsync(Slice slice, Operation operation, AccountState state)
    {
        var listing = operation.Strategy == Strategy.ListFirst || slice.Body.ListedAt is null;
        var over = OperationTransitions.IsTerminal(operation.Status);
        var from = options.Value.ListFrom(operation.Since, operation.Full || slice.Body.ListedAt is null, slice.Now);
        var run = new Run(operation)
        {
            OperationId = operation.Id,
            StateId = state.Id,
            Phase = over ? RunPhase.Ended : listing ? RunPhase.Listing : RunPhase.Planning,
            Status = over ? AccountStateStatus.Cancelled : AccountStateStatus.Processing,
            WindowFrom = from,
            List = listing ? new ListCursor { StartDate = from } : null,
            Plan = new PlanCursor(null, 0, 0),
            StartTime = slice.Now,
            EndTime = over ? slice.Now : null,
        };
        return slice.CommitAsync(slice.DraftWithState(slice.Body with { Run = run, Blocked = null, Trouble = TroublePolicy.Fresh(slice.Body.Trouble) }));
    }

    /// <summary>The operation was resumed or retried: its blocked or stopped account continues.</summary>
    private static Task ReviveAsync(Slice slice, Run run)
    {
        var revived = run with { Status = AccountStateStatus.Processing, Stopped = false, Error = null, BlockedAt = null };
        return slice.CommitAsync(slice.DraftWithState(slice.Body with { Run = revived, Blocked = null, Trouble = TroublePolicy.Fresh(slice.Body.Trouble) }));
    }
}
