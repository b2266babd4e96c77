using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Heads;

/// <summary>Rows of the table <c>accountHeads</c>.</summary>
internal static class HeadRows
{
    internal const string Columns = """
        accountId, fence, seq, owner, holder, leader, expiresAt, released, takenOver, writeId, notBefore, sendFrom, dueAt,
        controlOperation, controlAction, controlRev, commands
        """;

    internal const string FindBare = $"SELECT {Columns} FROM accountHeads WHERE accountId = @accountId";

    internal const string Find = $"SELECT {Columns}, body, run FROM accountHeads WHERE accountId = @accountId";

    internal const string FindAll = $"""
        SELECT {Columns}, body, run FROM accountHeads WHERE accountId IN (SELECT value FROM json_each(@accounts))
        """;

    internal const string PutLease = """
        INSERT INTO accountHeads (accountId, fence, seq, owner, holder, leader, expiresAt, released, takenOver, dueAt)
        VALUES (@accountId, @fence, @seq, @owner, @holder, @leader, @expiresAt, 0, @takenOver, @dueAt)
        ON CONFLICT (accountId) DO UPDATE SET
            fence = excluded.fence, seq = excluded.seq, owner = excluded.owner, holder = excluded.holder,
            leader = excluded.leader, expiresAt = excluded.expiresAt, released = 0, takenOver = excluded.takenOver, dueAt = excluded.dueAt
        """;

    internal const string UpdateHeld = """
        UPDATE accountHeads SET
            seq = @seq, expiresAt = @expiresAt, writeId = @writeId, notBefore = @notBefore, sendFrom = @sendFrom,
            dueAt = @dueAt, commands = @commands, body = @body, run = @run
        WHERE accountId = @accountId
        """;

    internal const string UpdateReleased = """
        UPDATE accountHeads SET
            seq = @seq, expiresAt = @expiresAt, writeId = @writeId, notBefore = @notBefore, sendFrom = @sendFrom,
            dueAt = @dueAt, commands = @commands, body = @body, run = @run, owner = NULL, holder = NULL, released = 1
        WHERE accountId = @accountId
        """;

    public static void WriteLease(SqlSession session, HeadRow row) => session.Execute(
        PutLease, row.AccountId.Value, row.Fence, row.Seq, row.Owner, row.Holder, row.Leader, row.ExpiresAt, row.TakenOver, row.DueAt);

    public static void WriteCommit(SqlSession session, HeadRow row, string body, string? run) => session.Execute(
        row.Released ? UpdateReleased : UpdateHeld,
        row.Seq,
        row.ExpiresAt,
        row.WriteId,
        row.NotBefore,
        row.SendFrom,
        row.DueAt,
        WriteCommands(row.Commands),
        body,
        run,
        row.AccountId.Value);

    public static string WriteCommands(IReadOnlyList<HeadCommand> commands) =>
        commands.Count == 0 ? "[]" : HeadJson.WriteCommands(commands);

    public static HeadRow Read(SqlRow row) => ReadBare(row) with { Body = HeadJson.ReadBody(row.Text(), row.TextOrNull() is { } run ? HeadJson.ReadFacts(run) : null) };

    /// <summary>Without the body, which a checkpoint replaces anyway.</summary>
    public static HeadRow ReadBare(SqlRow row)
    {
        // Reads the columns in the order of the row.
        var head = ReadLease(row) with { Control = ReadControl(row.TextOrNull(), row.TextOrNull(), row.Long()) };
        return head with { Commands = row.Text() is var json && json == "[]" ? [] : HeadJson.ReadCommands(json) };
    }

    private static HeadRow ReadLease(SqlRow row) => new()
    {
        AccountId = new AccountId(row.Text()),
        Fence = row.Long(),
        Seq = row.Long(),
        Owner = row.TextOrNull(),
        Holder = row.TextOrNull(),
        Leader = row.LongOrNull(),
        ExpiresAt = row.Long(),
        Released = row.Flag(),
        TakenOver = row.Flag(),
        WriteId = row.TextOrNull(),
        NotBefore = row.Long(),
        SendFrom = row.Long(),
        DueAt = row.LongOrNull(),
    };

    private static Control? ReadControl(string? operation, string? action, long rev) => operation is null || action is null
        ? null
        : new Control(new OperationId(operation), StoredEnum.Parse<ControlAction>(action), rev);
}
