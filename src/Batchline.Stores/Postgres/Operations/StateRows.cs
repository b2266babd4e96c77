using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Operations;

/// <summary>Rows of the table <c>batch_account_states</c>.</summary>
internal static class StateRows
{
    /// <summary>The projection of heads, one row each.</summary>
    private static readonly RowSet<Checkpoint> Projected = Facts(new RowSet<Checkpoint>(), checkpoint => checkpoint.State!)
        .Number("fence", checkpoint => checkpoint.Head.Fence)
        .Number("seq", checkpoint => checkpoint.Head.Seq)
        .Flag("active", checkpoint => checkpoint.State!.Active)
        .Text("write_id", checkpoint => checkpoint.Head.WriteId);

    /// <summary>New ones.</summary>
    private static readonly RowSet<(AccountState State, bool Active)> Added = Facts(new RowSet<(AccountState State, bool Active)>(), row => row.State)
        .Number("fence", row => row.State.Fence)
        .Number("seq", row => row.State.Seq)
        .Flag("active", row => row.Active)
        .Text("id", row => row.State.Id);

    private static readonly string[] Key = ["operation_id", "account_id", "active", "write_id"];

    internal static readonly string Columns =
        "id, operation_id, account_id, status, active, current_batch, total_batches, last_batch_completed, next_batch_to_process, planned, due_at, "
        + "waiting_reason, error, blocked_at, start_time, end_time, fence, seq, waiting_since, odd_rows, " + CounterColumns.Columns;

    /// <summary>Writes no state of an account with another one that is active, and none that exists already.</summary>
    internal static readonly string Add = $"""
        INSERT INTO batch_account_states ({string.Join(", ", Added.Names)})
        SELECT {string.Join(", ", Added.Names)} FROM {Added.Unnest} ORDER BY account_id
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Writes no row that is newer, and takes no account from another operation.</summary>
    internal static readonly string Project = $"""
        UPDATE batch_account_states AS s SET
            {string.Join(", ", Projected.Names.Except(Key).Select(name => $"{name} = w.{name}"))},
            active = w.active AND NOT EXISTS (
                SELECT FROM batch_account_states AS other
                WHERE other.account_id = w.account_id AND other.active AND other.operation_id <> w.operation_id)
        FROM {Projected.Unnest} JOIN account_heads AS h ON h.account_id = w.account_id AND h.write_id = w.write_id
        WHERE s.operation_id = w.operation_id AND s.account_id = w.account_id AND (s.fence, s.seq) <= (w.fence, w.seq)
        """;

    public static Statement Adding(IReadOnlyList<AccountState> states, bool active) =>
        new(Add, Added.Of([.. states.Select(state => (state, active))]));

    /// <param name="checkpoints">Those with a state.</param>
    public static Statement Projecting(IReadOnlyList<Checkpoint> checkpoints) => new(Project, Projected.Of(checkpoints));

    public static AccountState Read(SqlRow row) => StateReader.Read(row, CounterColumns.Read);

    private static RowSet<T> Facts<T>(RowSet<T> rows, Func<T, AccountState> of) => CounterColumns.AddTo(
        rows
            .Text("operation_id", row => of(row).OperationId.Value)
            .Text("account_id", row => of(row).AccountId.Value)
            .Text("status", row => StoredEnum.Of(of(row).Status))
            .Number("current_batch", row => of(row).CurrentBatch)
            .Number("total_batches", row => of(row).TotalBatches)
            .Number("last_batch_completed", row => of(row).LastBatchCompleted)
            .Number("next_batch_to_process", row => of(row).NextBatchToProcess)
            .Flag("planned", row => of(row).Planned)
            .Time("due_at", row => of(row).DueAt)
            .Text("waiting_reason", row => of(row).WaitingReason is { } reason ? StoredEnum.Of(reason) : null)
            .Text("error", row => of(row).Error)
            .Time("blocked_at", row => of(row).BlockedAt)
            .Time("start_time", row => of(row).StartTime)
            .Time("end_time", row => of(row).EndTime)
            .Time("waiting_since", row => of(row).WaitingSince)
            .Text("odd_rows", row => of(row).OddRows.Total > 0 ? HeadJson.WriteOddRows(of(row).OddRows) : null),
        row => of(row).Counters);
}
