using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Heads;

/// <summary>Rows of the table <c>account_heads</c>, of which <c>h</c> is the name in a statement.</summary>
internal static class HeadRows
{
    private const string WithoutBody = """
        h.account_id, h.fence, h.seq, h.owner, h.leader, h.expires_at, h.released, h.taken_over, h.not_before, h.due_at,
        h.control_operation, h.control_action, h.control_rev, h.commands::text
        """;

    /// <summary>Everything of a head except its body, and the store's time in ticks.</summary>
    internal const string Bare = $"{WithoutBody}, @ticks";

    private static readonly string Body = $"""
        h.body, h.run_operation, h.run_status, h.run_planned, h.run_batches, h.run_blocked_at, h.run_open, h.run_per_call,
        {string.Join(", ", CounterColumns.Names.Select(name => $"h.{name}"))}
        """;

    /// <summary>The same with the body.</summary>
    internal static readonly string Columns = $"{Bare}, {Body}";

    /// <summary>The head as it is stored, and its last write.</summary>
    internal static readonly string Row = $"{WithoutBody}, h.write_id, {Body}";

    internal static readonly string FindAll = $"SELECT {Columns} FROM account_heads AS h WHERE h.account_id = ANY (@accounts)";

    public static HeadView Read(SqlRow row)
    {
        var head = ReadBare(row);
        return head with { Body = ReadBody(row) };
    }

    public static HeadBody ReadBody(SqlRow row) => HeadJson.ReadBody(row.Text(), ReadFacts(row));

    /// <summary>Without the body.</summary>
    public static HeadView ReadBare(SqlRow row) => HeadRules.View(ReadRow(row), DateTimeOffset.UnixEpoch.AddTicks(row.Long()));

    /// <summary>Without the body and the store's time.</summary>
    public static HeadRow ReadRow(SqlRow row)
    {
        // Reads the columns in the order of the row.
        var lease = ReadLease(row);
        var control = ReadControl(row.TextOrNull(), row.TextOrNull(), row.Long());
        return lease with { Control = control, Commands = row.Text() is var json && json == "[]" ? [] : HeadJson.ReadCommands(json) };
    }

    private static HeadRow ReadLease(SqlRow row) => new()
    {
        AccountId = new AccountId(row.Text()),
        Fence = row.Long(),
        Seq = row.Long(),
        Owner = row.TextOrNull(),
        Leader = row.LongOrNull(),
        ExpiresAt = row.Long(),
        Released = row.Flag(),
        TakenOver = row.Flag(),
        NotBefore = row.Long(),
        DueAt = row.LongOrNull(),
    };

    private static Control? ReadControl(string? operation, string? action, long rev) => operation is null || action is null
        ? null
        : new Control(new OperationId(operation), StoredEnum.Parse<ControlAction>(action), rev);

    private static RunFacts? ReadFacts(SqlRow row)
    {
        var facts = new RunFacts
        {
            OperationId = row.TextOrNull(),
            Status = row.TextOrNull(),
            Planned = row.Flag(),
            TotalBatches = row.Int(),
            BlockedAt = row.LongOrNull(),
            Open = row.Flag(),
            PerCall = row.DoubleOrNull() ?? 0,
            Counters = CounterColumns.Read(row),
        };
        return facts.OperationId is null ? null : facts;
    }
}
