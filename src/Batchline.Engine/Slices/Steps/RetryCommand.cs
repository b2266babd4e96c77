using Batchline.Engine.Batches;
using Batchline.Engine.Faults;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Slices.Steps;

/// <summary>Takes an ended batch back to pending. <see cref="Batch.RetriedBy"/> repairs a crash between writing its row and the head.</summary>
internal sealed partial class RetryCommand(
    IBatchStore batches, IOperationStore operations, IAccountStateReader states, OperationReopener reopener, ILogger<RetryCommand> log)
{
    public async Task<SliceEnd?> RunAsync(Slice slice, HeadCommand command)
    {
        var batch = command.BatchId is { } id
            ? await slice.Lease.SureAsync(cancellationToken => batches.GetAsync(id, cancellationToken))
            : null;
        var from = batch?.RetriedBy == command.Id ? batch.RetriedFrom : batch?.Status;
        var run = batch is not null && from is BatchStatus.Failed or BatchStatus.CompletedWithErrors
            ? await RunOfAsync(slice, batch!)
            : null;
        if (batch is null || run is null || from is not { } was)
        {
            LogDropped(log, slice.Account.Id, command.BatchId?.Value ?? "", batch?.Status);
            await HandledAsync(slice, command, await DroppedAsync(slice, batch, from));
            return null;
        }

        BatchTransitions.Check(batch.Id, was, BatchStatus.Pending);
        var row = batch.RetriedBy == command.Id ? batch : batch with
        {
            Status = BatchStatus.Pending,
            RetryCount = batch.RetryCount + 1,
            EndTime = null,
            NextAttemptAt = null,
            RetriedBy = command.Id,
            RetriedFrom = was,
        };
        var counters = run.Counters;
        var retried = run with
        {
            LastBatchCompleted = Math.Min(run.LastBatchCompleted, row.Number - 1),
            Counters = counters with
            {
                BatchesFailed = counters.BatchesFailed - (was == BatchStatus.Failed ? 1 : 0),
                BatchesWithErrors = counters.BatchesWithErrors - (was == BatchStatus.CompletedWithErrors ? 1 : 0),
                Retries = counters.Retries + 1,
            },
        };
        await HandledAsync(slice, command, slice.DraftWithState(slice.With(retried)) with { Batches = [row] });
        return null;
    }

    /// <summary>
    /// An earlier attempt may have been interrupted, and its rows may still arrive. Writes the rows as they were before it, under
    /// the present fence, so that nothing older changes them.
    /// </summary>
    private async Task<CheckpointDraft> DroppedAsync(Slice slice, Batch? batch, BatchStatus? from)
    {
        var draft = slice.Draft(slice.Body);
        if (batch is null || from is not (BatchStatus.Failed or BatchStatus.CompletedWithErrors) || slice.Body.Run is not { } run)
            return draft;
        var before = batch.Status == from ? batch : batch with { Status = from.Value, RetryCount = batch.RetryCount - 1, EndTime = slice.Now };
        if (run.OperationId == batch.OperationId)
            return draft with { Batches = [before], State = Projection.State(slice.Account.Id, run) };
        var state = await slice.Lease.SureAsync(cancellationToken => states.GetAsync(batch.OperationId, slice.Account.Id, cancellationToken));
        return draft with
        {
            Batches = [before],
            State = state is { Status: AccountStateStatus.Processing } ? state with { Status = AccountStateStatus.Completed, Active = false } : state,
        };
    }

    /// <summary>The batch's run, reopened if it had ended. Null: another operation holds the account.</summary>
    private async Task<Run?> RunOfAsync(Slice slice, Batch batch)
    {
        var run = slice.Body.Run;
        if (run is { Phase: not RunPhase.Ended, Stopped: false } && run.OperationId == batch.OperationId)
            return run;
        if (run is { Phase: not RunPhase.Ended, Status: not AccountStateStatus.Blocked, Stopped: false })
            return null;
        var reopened = await slice.Lease.SureAsync(cancellationToken =>
            reopener.ReopenAsync(batch.OperationId, slice.Account.Id, cancellationToken));
        if (!reopened)
            return null;
        if (run?.OperationId == batch.OperationId)
        {
            // What went wrong before a person asked for the retry says nothing about it.
            await slice.CommitAsync(slice.Body with { Trouble = TroublePolicy.Fresh(slice.Body.Trouble) });
            return Reopened(run);
        }
        var operation = await slice.Lease.SureAsync(cancellationToken => operations.GetAsync(batch.OperationId, cancellationToken));
        var state = await slice.Lease.SureAsync(cancellationToken => states.GetAsync(batch.OperationId, slice.Account.Id, cancellationToken));
        if (operation is null || state is null)
            return null;

        // Into the head first: if the retry is interrupted and repeated, it counts from there, not from the row it changed.
        var taken = Reopened(FromRow(operation, state));
        await slice.CommitAsync(slice.DraftWithState(slice.With(taken) with { Trouble = TroublePolicy.Fresh(slice.Body.Trouble) }));
        return taken;
    }

    private static Run Reopened(Run run) => run with
    {
        Phase = RunPhase.Processing,
        Status = AccountStateStatus.Processing,
        Stopped = false,
        EndTime = null,
        Error = null,
        WaitingReason = null,
        WaitingSince = null,
        BlockedAt = null,
        DueAt = null,
    };

    private static Run FromRow(Operation operation, AccountState state) => new(operation)
    {
        OperationId = operation.Id,
        StateId = state.Id,
        TotalBatches = state.TotalBatches,
        CurrentBatch = state.CurrentBatch,
        LastBatchCompleted = state.LastBatchCompleted,
        Counters = state.Counters,
        OddRows = state.OddRows,
        ListProblem = state.Error,
        StartTime = state.StartTime ?? operation.StartTime,
    };

    private static Task HandledAsync(Slice slice, HeadCommand command, CheckpointDraft draft) =>
        slice.CommitAsync(draft with { HandledCommands = [command.Id] });

    [LoggerMessage(320, LogLevel.Warning, "The retry of batch {Batch} of account {Account} was dropped: the batch is {Status}, or another operation holds the account.")]
    private static partial void LogDropped(ILogger log, AccountId account, string batch, BatchStatus? status);
}
