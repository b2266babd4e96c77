using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Listing;
using Batchline.Engine.Operations;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Operations;

/// <summary>Reads a row of the table of account states, whose columns come in the same order in both stores.</summary>
internal static class StateReader
{
    /// <param name="row">At its first column.</param>
    /// <param name="readCounters">The stores keep them differently, behind everything else.</param>
    public static AccountState Read(SqlRow row, Func<SqlRow, Counters> readCounters) => new()
    {
        Id = row.Text(),
        OperationId = new OperationId(row.Text()),
        AccountId = new AccountId(row.Text()),
        Status = row.Enum<AccountStateStatus>(),
        Active = row.Flag(),
        CurrentBatch = row.Int(),
        TotalBatches = row.Int(),
        LastBatchCompleted = row.Int(),
        NextBatchToProcess = row.Int(),
        Planned = row.Flag(),
        DueAt = row.TimeOrNull(),
        WaitingReason = row.TextOrNull() is { } reason ? StoredEnum.Parse<WaitingReason>(reason) : null,
        Error = row.TextOrNull(),
        BlockedAt = row.TimeOrNull(),
        StartTime = row.TimeOrNull(),
        EndTime = row.TimeOrNull(),
        Fence = row.Long(),
        Seq = row.Long(),
        WaitingSince = row.TimeOrNull(),
        OddRows = row.TextOrNull() is { } rows ? HeadJson.ReadOddRows(rows) : OddRows.None,
        Counters = readCounters(row),
    };
}
