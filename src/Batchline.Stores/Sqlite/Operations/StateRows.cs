using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Operations;

/// <summary>Rows of the table <c>batchAccountStates</c>.</summary>
internal static class StateRows
{
    internal const string Columns = """
        id, operationId, accountId, status, active, currentBatch, totalBatches, lastBatchCompleted, nextBatchToProcess,
        planned, dueAt, waitingReason, error, blockedAt, startTime, endTime, fence, seq, waitingSince, oddRows, counters
        """;

    /// <summary>Writes nothing if another state of the account is active, or if this state exists already.</summary>
    internal const string Reserve = $"""
        INSERT INTO batchAccountStates ({Columns})
        VALUES (@id, @operationId, @accountId, @status, 1, @currentBatch, @totalBatches, @lastBatchCompleted,
            @nextBatchToProcess, @planned, @dueAt, @waitingReason, @error, @blockedAt, @startTime, @endTime, @fence, @seq,
            @waitingSince, @oddRows, @counters)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>The projection of a head onto a row that is not newer. It takes no account from another operation.</summary>
    internal const string Project = """
        UPDATE batchAccountStates SET
            status = @status, currentBatch = @currentBatch, totalBatches = @totalBatches,
            lastBatchCompleted = @lastBatchCompleted, nextBatchToProcess = @nextBatchToProcess, planned = @planned,
            dueAt = @dueAt, waitingReason = @waitingReason, error = @error, blockedAt = @blockedAt,
            startTime = @startTime, endTime = @endTime,
            fence = @fence, seq = @seq, waitingSince = @waitingSince, oddRows = @oddRows, counters = @counters,
            active = @active AND NOT EXISTS (
                SELECT 1 FROM batchAccountStates AS other
                WHERE other.accountId = @accountId AND other.active = 1 AND other.operationId <> @operationId)
        WHERE operationId = @operationId AND accountId = @accountId AND (fence, seq) <= (@fence, @seq)
        """;

    public static bool Insert(SqlSession session, AccountState state) => session.Execute(
        Reserve,
        [state.Id, state.OperationId.Value, state.AccountId.Value, .. Values(state, state.Fence, state.Seq)]) == 1;

    /// <summary>The state of an ended operation, from another store.</summary>
    public static bool Import(SqlSession session, AccountState state) => session.Execute(
        Reserve.Replace("@status, 1,", "@status, 0,", StringComparison.Ordinal),
        [state.Id, state.OperationId.Value, state.AccountId.Value, .. Values(state, state.Fence, state.Seq)]) == 1;

    public static void Update(SqlSession session, AccountState state, HeadWrite head) => session.Execute(
        Project,
        [.. Values(state, head.Fence, head.Seq), state.Active, state.AccountId.Value, state.OperationId.Value]);

    public static AccountState Read(SqlRow row) => StateReader.Read(row, counters => HeadJson.ReadCounters(counters.Text()));

    private static SqlValue[] Values(AccountState state, long fence, long seq) =>
    [
        StoredEnum.Of(state.Status),
        state.CurrentBatch,
        state.TotalBatches,
        state.LastBatchCompleted,
        state.NextBatchToProcess,
        state.Planned,
        state.DueAt,
        state.WaitingReason is { } reason ? StoredEnum.Of(reason) : null,
        state.Error,
        state.BlockedAt,
        state.StartTime,
        state.EndTime,
        fence,
        seq,
        state.WaitingSince,
        state.OddRows.Total > 0 ? HeadJson.WriteOddRows(state.OddRows) : null,
        HeadJson.WriteCounters(state.Counters),
    ];
}
