using System.Reflection;
using System.Text.RegularExpressions;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Postgres.Batches;
using Batchline.Stores.Postgres.Changes;
using Batchline.Stores.Postgres.Heads;
using Batchline.Stores.Postgres.Membership;
using Batchline.Stores.Postgres.Operations;
using Batchline.Stores.Postgres.Records;
using Batchline.Stores.Postgres.Statements;
using Batchline.Stores.Sql.Accounts;
using Batchline.Stores.Sql.Batches;
using Batchline.Stores.Sql.Changes;
using Batchline.Stores.Sql.Membership;
using Batchline.Stores.Sql.Notices;
using Batchline.Stores.Sql.Operations;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Schedules;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>Plans over empty tables, in which PostgreSQL reads a whole table only where no index would do.</summary>
public sealed partial class PostgresQueryPlanTests(PostgresPlans plans) : IClassFixture<PostgresPlans>
{
    private static readonly string[] Rooms = ["Batchline.Stores.Postgres.", "Batchline.Stores.Sql."];

    public static TheoryData<string> Statements => [.. typeof(PostgresText).Assembly.GetTypes()
        .Where(type => Rooms.Any(room => type.Namespace?.StartsWith(room, StringComparison.Ordinal) == true))
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Where(text => text.FieldType == typeof(string))
        .Select(text => (string)text.GetValue(null)!)
        .Where(text => StatementStart().IsMatch(text))];

    public static TheoryData<string> JobStatements =>
    [
        JobSelections.Keys(Sample.AccountId(1), JobSelection.All, "A", 10).Sql,
        JobSelections.Keys(Sample.AccountId(1), new JobSelection { NotSeenIn = Sample.OperationId(1), Unlisted = true }, "A", 10).Sql,
        JobSelections.Count([Sample.AccountId(1)], new JobSelection { NotSeenIn = Sample.OperationId(1), Unlisted = true }).Sql,
        JobFilters.List(new JobQuery()).Sql,
        JobFilters.List(new JobQuery { Missing = true }).Sql,
        JobFilters.List(new JobQuery { AccountId = Sample.AccountId(1), Status = "Done", From = "2026-01-01", To = "2026-12-31" }).Sql,
        JobFilters.List(new JobQuery { After = new JobPosition("2026-06-01", Sample.AccountId(1), "A"), ChangedSince = Sample.Start }).Sql,
        JobFilters.List(new JobQuery { Text = "text" }).Sql,
    ];

    [Fact]
    public void The_statements_are_found() => Statements.Count.ShouldBeGreaterThan(60);

    [Theory]
    [MemberData(nameof(Statements))]
    [MemberData(nameof(JobStatements))]
    public async Task No_statement_reads_a_whole_table(string sql)
    {
        var plan = await plans.OfAsync(sql);

        plan.ShouldNotContain(step => WholeTable().IsMatch(step), string.Join('\n', plan));
    }

    /// <summary>The statements that run most, and what they are to find their rows by.</summary>
    public static TheoryData<string, string> Expected => new()
    {
        { AccountRows.FindAll, "accounts_pkey" },
        { AccountStateStore.FindActive, "states_active" },
        { AccountStateStore.FindAll, "states_by_operation" },
        { AccountStateStore.ListByStatus, "states_by_status" },
        { AccountStateStore.FindUnplanned, "states_unplanned" },
        { AccountStateStore.FindLastBlocked, "states_blocked" },
        { BatchStore.FindDue, "batches_by_status" },
        { BatchRows.List, "batches_by_number" },
        { BatchWrites.Put, "account_heads_pkey" },
        { ChangeRows.ReadOfAccount, "changes_of_account" },
        { ChangeRows.Read, "changes_pkey" },
        { ChangeFeed.Number, "pending_changes_pkey" },
        { CheckpointWriter.Commit, "account_heads_pkey" },
        { ClusterRows.Find, "cluster_alive_pkey" },
        { MembershipStore.Replace, "cluster_alive_pkey" },
        { MembershipStore.Replace, "clusters_pkey" },
        { HeadInbox.FindDue, "heads_due" },
        { HeadInbox.FindFirst, "heads_due" },
        { HeadInbox.FindNext, "heads_due" },
        { HeadInbox.WakeLate, "heads_due" },
        { HeadInbox.FindCommand, "heads_asked" },
        { LeaderRole.EndLeases, "heads_led" },
        { JobStore.Find, "jobs_pkey" },
        { JobStore.FindOfMany, "jobs_pkey" },
        { JobWrites.Touch, "jobs_pkey" },
        { NoticeRows.Claim, "notices_due" },
        { OperationRows.FindByKey, "operations_by_key" },
        { OperationRows.ListByStatus, "operations_by_status" },
        { ScheduleRows.ListDue, "schedules_due" },
        { JobFilters.List(new JobQuery()).Sql, "jobs_by_time" },
        { JobFilters.List(new JobQuery { Missing = true }).Sql, "jobs_missing" },
        { JobFilters.List(new JobQuery { Status = "Done" }).Sql, "jobs_by_status" },
        { JobFilters.List(new JobQuery { AccountId = Sample.AccountId(1) }).Sql, "jobs_of_account_by_time" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task A_statement_finds_its_rows_by_its_index(string sql, string index)
    {
        var plan = await plans.OfAsync(sql);

        plan.ShouldContain(step => Words().Matches(step).Any(word => word.Value == index), string.Join('\n', plan));
    }

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")]
    private static partial Regex StatementStart();

    /// <summary>Except tables that have one row, and those of PostgreSQL itself.</summary>
    [GeneratedRegex(@"Seq Scan on (?!leader|feed|job_words_done|migrations|pg_)\w+")]
    private static partial Regex WholeTable();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
