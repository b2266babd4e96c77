using System.Text;
using Batchline.IntegrationTests.Stores.Contracts;
using Batchline.IntegrationTests.Stores.Contracts.Heads;
using Batchline.IntegrationTests.Stores.Contracts.Membership;
using Batchline.IntegrationTests.Stores.Contracts.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Sqlite;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Sqlite.Schema;
using Batchline.Stores.Sqlite.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores;

/// <summary>Every index of every store as it really is, side by side. What one store keeps unique, the others do too, or it says here why not.</summary>
public sealed class IndexTableTests
{
    private const string None = "";

    /// <summary>What exists once; in memory, the claim of the contract that shows it, which all stores keep.</summary>
    private static readonly (string What, string Sqlite, string Postgres, string Mongo, string Proof)[] Unique =
    [
        ("an account", "accounts: id", "accounts: id", "accounts: _id", nameof(UniquenessContract<MemoryFixture>.A_key_of_an_account_is_had_by_one_whoever_adds_or_changes)),
        ("a key of an account", "accounts: keyFingerprint where keyFingerprint IS NOT NULL", "accounts: key_fingerprint where key_fingerprint IS NOT NULL", "accounts: keyFingerprint where keyFingerprint exists", nameof(UniquenessContract<MemoryFixture>.A_key_of_an_account_is_had_by_one_whoever_adds_or_changes)),
        ("a head", "accountHeads: accountId", "account_heads: account_id", "accountHeads: _id", nameof(HeadLeaseContract<MemoryFixture>.Of_many_who_acquire_at_once_one_holds_the_lease)),
        ("an operation", "operations: id", "operations: id", "operations: _id", nameof(UniquenessContract<MemoryFixture>.An_operation_that_is_there_stays_whatever_is_inserted_under_its_id)),
        ("an idempotency key", "operations: idempotencyKey where idempotencyKey IS NOT NULL", "operations: idempotency_key where idempotency_key IS NOT NULL", "operations: idempotencyKey where idempotencyKey exists", nameof(UniquenessContract<MemoryFixture>.Two_processes_that_insert_with_one_key_agree_which_operation_has_it)),
        ("a state", "batchAccountStates: id", "batch_account_states: id", "batchAccountStates: _id", nameof(UniquenessContract<MemoryFixture>.A_state_of_an_operation_and_account_exists_once_whatever_its_id)),
        ("the state of an account in an operation", "batchAccountStates: operationId accountId", "batch_account_states: operation_id account_id", "batchAccountStates: operationId accountId where fence exists", nameof(UniquenessContract<MemoryFixture>.Two_processes_that_reserve_for_one_operation_make_each_state_once)),
        ("the operation that holds an account", "batchAccountStates: accountId where active = 1", "batch_account_states: account_id where active", "batchAccountStates: accountId where active true", nameof(UniquenessContract<MemoryFixture>.Two_operations_that_reserve_the_same_accounts_share_them_out)),
        ("a batch", "batches: id", "batches: id", "batches: _id", nameof(UniquenessContract<MemoryFixture>.A_batch_number_exists_once_whoever_plans_it)),
        ("a batch's number", "batches: operationId accountId batchNumber", "batches: operation_id account_id batch_number", "batches: operationId accountId batchNumber", nameof(UniquenessContract<MemoryFixture>.A_batch_number_exists_once_whoever_plans_it)),
        ("a job of an account", "jobs: accountId UUID", "jobs: account_id uuid", "jobs: UUID accountId", nameof(JobContract<MemoryFixture>.The_same_uuid_in_two_accounts_is_two_jobs)),
        ("a place in the feed", "changes: position", "changes: position", "changes: _id", nameof(ChangeFeedContract<MemoryFixture>.Many_writers_make_one_sequence_that_every_reader_sees_alike)),
        ("a notice", "notices: id", "notices: id", "notices: _id", nameof(NoticeContract<MemoryFixture>.A_notice_that_is_added_again_under_its_id_stays_as_it_is)),
        ("an occurrence to tell", "notices: key", "notices: key", "notices: key", nameof(NoticeContract<MemoryFixture>.An_occurrence_is_added_once_whoever_notices_it)),
        ("a schedule", "schedules: id", "schedules: id", "schedules: _id", nameof(UniquenessContract<MemoryFixture>.A_schedule_exists_once_however_many_processes_add_it)),
        ("the leader", "leader: id", "leader: id", "roles: _id", nameof(ClockContract<MemoryFixture>.The_role_of_the_leader_is_held_as_long_for_everybody)),

        ("a cluster", "clusters: id", "clusters: id", "clusters: _id", nameof(MembershipStoreContract<MemoryFixture>.A_cluster_is_created_once)),

        // On MongoDB the times are in the cluster itself.
        ("a time of a member", "clusterAlive: clusterId member", "cluster_alive: cluster_id member", None, nameof(MembershipStoreContract<MemoryFixture>.A_time_is_kept_in_milliseconds_beside_the_version)),

        // On MongoDB the words are in the job itself. SQLite's index of words knows rows by a number.
        ("the words of a job", "jobWords: accountId UUID", "job_words: account_id uuid", None, nameof(JobQueryContract<MemoryFixture>.A_changed_job_is_found_by_its_new_words_and_no_longer_by_its_old_ones)),
        ("the number of a job's words", "jobWords: id", None, None, nameof(JobQueryContract<MemoryFixture>.A_changed_job_is_found_by_its_new_words_and_no_longer_by_its_old_ones)),
        ("how far the words are", "jobWordsDone: id", "job_words_done: id", None, nameof(JobQueryContract<MemoryFixture>.A_changed_job_is_found_by_its_new_words_and_no_longer_by_its_old_ones)),

        // PostgreSQL numbers changes after the fact, from a table of those that have no number yet.
        ("a change without a place", None, "pending_changes: id", None, nameof(ChangeFeedContract<MemoryFixture>.Many_writers_make_one_sequence_that_every_reader_sees_alike)),
        ("the last place", None, "feed: id", None, nameof(ChangeFeedContract<MemoryFixture>.Many_writers_make_one_sequence_that_every_reader_sees_alike)),

        // MongoDB keeps one number for all: its documents have no form that must be changed in steps.
        ("a migration", "migrations: name", "migrations: name", None, nameof(SqliteMigrationTests.No_two_migrations_have_the_same_number_and_none_is_left_out)),

        // MongoDB gives every document an id; nothing refers to that of a job, which is found by its account and UUID.
        ("a job's document", None, None, "jobs: _id", nameof(JobContract<MemoryFixture>.The_same_uuid_in_two_accounts_is_two_jobs)),

        // SQLite writes a change in the transaction of its job, which a repeated write finds as it left it. On MongoDB the change is
        // numbered afterwards, by one process or another.
        ("a change", None, None, "changes: accountId UUID fence seq", nameof(ChangeFeedContract<MemoryFixture>.A_checkpoint_that_is_repeated_is_told_once)),
    ];

    [Fact]
    public async Task What_is_unique_in_one_store_is_unique_in_all()
    {
        await using var fixture = new MongoFixture();
        await using var node = fixture.Open(new FakeTimeProvider(Sample.Start));
        await using var third = new PostgresFixture();
        await using var other = third.Open();
        var (sqlite, postgres, mongo) = (Sqlite(), await PostgresAsync(third), await MongoAsync(fixture));

        TestContext.Current.TestOutputHelper?.WriteLine(SideBySide(sqlite, postgres, mongo));

        Of(sqlite).ShouldBe(Unique.Select(row => row.Sqlite).Where(text => text != None), ignoreOrder: true);
        Of(postgres).ShouldBe(Unique.Select(row => row.Postgres).Where(text => text != None), ignoreOrder: true);
        Of(mongo).ShouldBe(Unique.Select(row => row.Mongo).Where(text => text != None), ignoreOrder: true);
        Unique.ShouldAllBe(row => row.Proof.Length > 0);

        static IEnumerable<string> Of(IEnumerable<(string Index, bool IsUnique)> indexes) => indexes.Where(row => row.IsUnique).Select(row => row.Index);
    }

    private static List<(string Index, bool IsUnique)> Sqlite()
    {
        using var session = new SqlSession(new SqliteConnection("Data Source=:memory:"));
        session.Connection.Open();
        Migrations.Apply(session);
        var keys = session.Query(
            """
            SELECT tables.name || ': ' || group_concat(columns.name, ' ' ORDER BY columns.pk)
            FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name NOT LIKE 'jobWordsIndex%' AND columns.pk > 0 GROUP BY tables.name
            """,
            row => (row.Text(), true));
        var others = session.Query(
            """
            SELECT tables.name || ': ' || group_concat(columns.name, ' ' ORDER BY columns.seqno)
                || iif(indexes.partial, ' where ' || substr(made.sql, instr(made.sql, 'WHERE ') + 6), ''), indexes."unique"
            FROM sqlite_master AS tables, pragma_index_list(tables.name) AS indexes, pragma_index_info(indexes.name) AS columns
            JOIN sqlite_master AS made ON made.name = indexes.name
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'jobWordsIndex%' AND indexes.origin <> 'pk' GROUP BY indexes.name
            """,
            row => (row.Text(), row.Flag()));
        return [.. keys, .. others];
    }

    private static async Task<List<(string Index, bool IsUnique)>> PostgresAsync(PostgresFixture fixture)
    {
        var found = await fixture.QueryAsync($"""
            SELECT t.relname || ': ' || string_agg(regexp_replace(pg_get_indexdef(i.indexrelid, n, false), '\W', '', 'g'), ' ' ORDER BY n)
                || coalesce(' where ' || trim(both '()' from pg_get_expr(i.indpred, i.indrelid)), '') || CASE WHEN i.indisunique THEN '!' ELSE '' END
            FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid, generate_series(1, i.indnatts) AS n
            WHERE t.relnamespace = '{fixture.Name}'::regnamespace AND t.relkind = 'r' GROUP BY i.indexrelid, i.indrelid, t.relname, i.indpred, i.indisunique
            """);
        return [.. found.OfType<string>().Select(index => (index.TrimEnd('!'), index.EndsWith('!')))];
    }

    private static async Task<List<(string Index, bool IsUnique)>> MongoAsync(MongoFixture fixture)
    {
        // These two have no index but that of their ids, and the server makes them with their first document.
        string[] plain = [Collections.Roles, Collections.Clusters];
        var found = plain.Select(name => ($"{name}: _id", true)).ToList();
        foreach (var name in (await (await fixture.Database.ListCollectionNamesAsync()).ToListAsync()).Order(StringComparer.Ordinal).Except(plain))
        {
            foreach (var index in await (await fixture.Collection(name).Indexes.ListAsync()).ToListAsync())
            {
                var fields = string.Join(' ', index["key"].AsBsonDocument.Names);
                found.Add(($"{name}: {fields}{Where(index)}", fields == "_id" || index.GetValue("unique", false).ToBoolean()));
            }
        }

        return found;
    }

    private static string Where(BsonDocument index) =>
        index.TryGetValue("partialFilterExpression", out var where) && where.AsBsonDocument.GetElement(0) is var condition
            ? $" where {condition.Name} {(condition.Value is BsonDocument ? "exists" : condition.Value)}"
            : "";

    private static string SideBySide(List<(string Index, bool IsUnique)> sqlite, List<(string Index, bool IsUnique)> postgres, List<(string Index, bool IsUnique)> mongo)
    {
        var text = new StringBuilder();
        foreach (var (what, one, two, three, proof) in Unique)
            text.AppendLine($"{what,-42} | {one,-68} | {two,-68} | {three,-72} | {proof}");
        text.AppendLine("Not unique:");
        foreach (var table in sqlite.Concat(postgres).Concat(mongo).Select(row => row.Index.Split(':')[0]).Distinct().Order(StringComparer.Ordinal))
        {
            text.AppendLine($"{table,-20} SQLite:  {string.Join(", ", Of(sqlite, table))}");
            text.AppendLine($"{"",-20} PostgreSQL: {string.Join(", ", Of(postgres, table))}");
            text.AppendLine($"{"",-20} MongoDB: {string.Join(", ", Of(mongo, table))}");
        }

        return text.ToString();

        static IEnumerable<string> Of(List<(string Index, bool IsUnique)> indexes, string table) => indexes
            .Where(row => !row.IsUnique && row.Index.StartsWith($"{table}: ", StringComparison.Ordinal)).Select(row => $"({row.Index[(table.Length + 2)..]})");
    }
}
