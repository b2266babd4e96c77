using System.Reflection;
using System.Text.RegularExpressions;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Sql.Accounts;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sql.Changes;
using Batchline.Stores.Sql.Membership;
using Batchline.Stores.Sql.Notices;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Schedules;
using Batchline.Stores.Sqlite.Accounts;
using Batchline.Stores.Sqlite.Batches;
using Batchline.Stores.Sqlite.Connection;
using Batchline.Stores.Sqlite.Heads;
using Batchline.Stores.Sqlite.Membership;
using Batchline.Stores.Sqlite.Operations;
using Batchline.Stores.Sqlite.Records;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Stores.Sqlite;

public sealed partial class SqliteQueryPlanTests : IDisposable
{
    /// <summary>Statements that several stores share are apart.</summary>
    private static readonly string[] Rooms = ["Batchline.Stores.Sqlite", "Batchline.Stores.Sql."];
    private static readonly bool[] NoYes = [false, true];
    private static readonly bool?[] NoYesAny = [false, true, null];

    private readonly SqlSession _session = new(new SqliteConnection("Data Source=:memory:"));

    public SqliteQueryPlanTests()
    {
        _session.Connection.Open();
        Migrations.Apply(_session);
    }

    public static TheoryData<string> Statements => [.. typeof(SqlSession).Assembly.GetTypes()
        .Where(type => Rooms.Any(room => type.Namespace?.StartsWith(room, StringComparison.Ordinal) == true))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Where(constant => constant.IsLiteral && constant.FieldType == typeof(string))
        .Select(constant => (string)constant.GetRawConstantValue()!)
        .Where(text => StatementStart().IsMatch(text))];

    public static TheoryData<string> JobStatements =>
    [
        JobSelections.Keys(Sample.AccountId(1), JobSelection.All, "A", 10).Sql,
        JobSelections.Keys(Sample.AccountId(1), new JobSelection { NotSeenIn = Sample.OperationId(1) }, "A", 10).Sql,
        JobSelections.Keys(Sample.AccountId(1), new JobSelection { NotSeenIn = Sample.OperationId(1), Unlisted = true }, "A", 10).Sql,
        JobSelections.Keys(Sample.AccountId(1), new JobSelection { Unlisted = true }, "A", 10).Sql,
        JobSelections.Count([Sample.AccountId(1)], new JobSelection { NotSeenIn = Sample.OperationId(1), Unlisted = true }).Sql,
        .. from account in NoYes
           from missing in NoYesAny
           from filtered in NoYes
           from paged in NoYes
           select JobFilters.List(new JobQuery
           {
               AccountId = account ? Sample.AccountId(1) : null,
               Missing = missing,
               Status = filtered ? "Done" : null,
               From = filtered ? "2026-01-01" : null,
               To = filtered ? "2026-12-31" : null,
               Text = filtered ? "text" : null,
               ChangedSince = filtered ? Sample.Start : null,
               After = paged ? new JobPosition("2026-06-01", Sample.AccountId(1), "A") : null,
           }).Sql,
    ];

    [Fact]
    public void The_statements_are_found() => Statements.Count.ShouldBeGreaterThan(40);

    [Theory]
    [MemberData(nameof(Statements))]
    [MemberData(nameof(JobStatements))]
    public void No_statement_reads_a_whole_table_or_sorts_one(string sql)
    {
        var plan = Plan(sql);

        plan.ShouldNotContain(
            step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !IsHarmless(sql, step), string.Join('\n', plan));
        // A few operations among the accounts at work, asked for once a minute, are worth no index that each of them would have to keep.
        if (sql != AccountStateStore.Holders)
            plan.ShouldNotContain(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal), string.Join('\n', plan));
    }

    // A statement may also find an index whose first column is all it needs, and then read far too many rows.
    [Theory]
    [InlineData(AccountRows.FindAll, "INDEX sqlite_autoindex_accounts_1 (id=?)")]
    [InlineData(AccountRows.ListMarked, "INDEX accountsDeleting (id>?)")]
    [InlineData(AccountStore.DeleteJobs, "COVERING INDEX jobsByAge (accountId=?)")]
    [InlineData(AccountStateStore.Holders, "INDEX statesActive (accountId>?)")]
    [InlineData(AccountStateStore.FindAll, "INDEX statesByOperation (operationId=? AND accountId=?)")]
    [InlineData(AccountStateStore.FindActive, "INDEX statesActive (accountId=?)")]
    [InlineData(AccountStateStore.ListByStatus, "INDEX statesByStatus (operationId=? AND status=? AND accountId>?)")]
    [InlineData(AccountStateStore.ListSteered, "INDEX statesByOperation (operationId=? AND accountId>?)")]
    [InlineData(AccountStateStore.ListSteeredByStatus, "INDEX statesByStatus (operationId=? AND status=? AND accountId>?)")]
    [InlineData(AccountStateStore.FindUnplanned, "INDEX statesUnplanned (operationId=? AND status=?)")]
    [InlineData(AccountStateStore.FindLastBlocked, "INDEX statesBlocked (operationId=?)")]
    [InlineData(TotalsRow.Find, "INDEX sqlite_autoindex_accountHeads_1 (accountId=?) LEFT-JOIN")]
    [InlineData(BatchStore.CancelOpen, "INDEX batchesByStatus (operationId=? AND status=? AND accountId=?)")]
    [InlineData(BatchRows.FindDue, "INDEX batchesByStatus (operationId=? AND status=? AND accountId=? AND batchNumber<?)")]
    [InlineData(BatchRows.ListByStatus, "INDEX batchesByStatus (operationId=? AND status=? AND (accountId,batchNumber)>(?,?))")]
    [InlineData(BatchRows.List, "INDEX batchesByNumber (operationId=? AND (accountId,batchNumber)>(?,?))")]
    [InlineData(ChangeRows.ReadOfAccount, "INDEX changesOfAccount (accountId=? AND rowid>?)")]
    [InlineData(ChangeRows.Read, "INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(ClusterRows.Find, "INDEX sqlite_autoindex_clusterAlive_1 (clusterId=?) LEFT-JOIN")]
    [InlineData(MembershipStore.Replace, "INDEX sqlite_autoindex_clusters_1 (id=?)")]
    [InlineData(MembershipStore.Forget, "INDEX sqlite_autoindex_clusterAlive_1 (clusterId=? AND member=?)")]
    [InlineData(DeadNodes.FreeLeases, "INDEX headsHeld (holder=?)")]
    [InlineData(HeadInbox.FindCommand, "INDEX headsAsked")]
    [InlineData(HeadInbox.FindDue, "COVERING INDEX headsDue (dueAt<?)")]
    [InlineData(HeadInbox.CountDue, "COVERING INDEX headsDue (dueAt<?)")]
    [InlineData(HeadInbox.WakeLate, "INDEX headsDue (dueAt>?)")]
    [InlineData(HeadInbox.FindNext, "COVERING INDEX headsDue (dueAt>?)")]
    [InlineData(JobIndex.FindJob, "INDEX jobsByUuid (accountId=? AND UUID=?)")]
    [InlineData(JobIndex.ListJobs, "INDEX jobsByUuid ((accountId,UUID)>(?,?))")]
    [InlineData(FreshnessReader.CountPresent, "COVERING INDEX jobsByAge (accountId=? AND missingSince=?)")]
    [InlineData(FreshnessReader.FindByAge, "COVERING INDEX jobsByAge (accountId=? AND missingSince=?)")]
    [InlineData(NoticeRows.Claim, "INDEX noticesDue (nextAttemptAt<?)")]
    [InlineData(OperationRows.FindByKey, "INDEX operationsByKey (idempotencyKey=?)")]
    [InlineData(ScheduleRows.ListDue, "INDEX schedulesDue (nextRunAt<?)")]
    [InlineData(OperationRows.ListByStatus, "INDEX operationsByStatus (status=? AND id<?)")]
    public void A_statement_finds_its_rows_by_its_index(string sql, string index) =>
        Plan(sql).ShouldContain(step => step.EndsWith(index, StringComparison.Ordinal), string.Join('\n', Plan(sql)));

    [Fact]
    public void Each_list_of_jobs_walks_an_index_in_its_order()
    {
        Plan(JobFilters.List(new JobQuery()).Sql)[0].ShouldContain("jobsByTime");
        Plan(JobFilters.List(new JobQuery { Missing = true }).Sql)[0].ShouldContain("jobsMissing");
        Plan(JobFilters.List(new JobQuery { AccountId = Sample.AccountId(1) }).Sql)[0].ShouldContain("jobsOfAccountByTime");
    }

    [Fact]
    public void Jobs_found_by_rare_words_are_read_by_their_keys_and_then_sorted()
    {
        var plan = Plan(JobFilters.List(new JobQuery { Text = "rare word" }, "\"rare\"*").Sql);

        plan[0].ShouldBe("SEARCH jobs USING INDEX jobsByUuid (accountId=? AND UUID=?)");
        plan.ShouldContain("SEARCH jobWords USING INTEGER PRIMARY KEY (rowid=?)");
    }

    public void Dispose() => _session.Dispose();

    // The leader's table has one row. Few heads have commands. Lists given as JSON are as long as the caller made them. The list of all jobs walks its index from the newest on,
    // and stops when the page is full.
    private static bool IsHarmless(string sql, string step) =>
        step.Contains("json_each", StringComparison.Ordinal)
        || step is "SCAN leader" or "SCAN accountHeads USING INDEX headsAsked"
        || step.Contains("CONSTANT ROW", StringComparison.Ordinal)

        // The index of words is asked for those that match.
        || (step.StartsWith("SCAN jobWordsIndex VIRTUAL TABLE INDEX 0:M", StringComparison.Ordinal) && sql.Contains("MATCH", StringComparison.Ordinal))
        || step == "SCAN (subquery-1)"
        || (sql.Contains("ORDER BY jobDateTime DESC", StringComparison.Ordinal)
            && JobListIndex().IsMatch(step));

    private List<string> Plan(string sql)
    {
        using var command = _session.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    [GeneratedRegex("^(SELECT|INSERT|UPDATE|DELETE)")]
    private static partial Regex StatementStart();

    [GeneratedRegex("@[A-Za-z]+[0-9]*")]
    private static partial Regex Parameter();

    [GeneratedRegex("^SCAN jobs USING INDEX (jobsByTime|jobsMissing)$")]
    private static partial Regex JobListIndex();
}
