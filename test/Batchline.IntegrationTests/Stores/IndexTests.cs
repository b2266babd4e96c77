using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores;

/// <summary>Every index of every store, as the databases themselves list them. The output shows them side by side.</summary>
public sealed class IndexTests : IAsyncDisposable
{
    /// <summary>What is unique in MongoDB only, and why.</summary>
    private static readonly Dictionary<string, string> OnlyInMongo = new()
    {
        ["changes(UUID accountId fence seq)"] = "SQLite writes a change in the transaction that changes the job, so it cannot be written twice.",
    };

    private readonly SqliteFixture _sqlite = new();
    private readonly MongoFixture _mongo = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await _mongo.DisposeAsync();
    }

    [Fact]
    public async Task What_is_unique_in_one_store_is_unique_in_the_other()
    {
        await using var node = _sqlite.Open(new FakeTimeProvider(Sample.Start));
        await using var other = _mongo.Open();
        _ = (node.Accounts, other.Accounts);

        var sqlite = Sqlite();
        var mongo = await MongoAsync();

        foreach (var (store, index) in sqlite.Select(index => ("SQLite", index)).Concat(mongo.Select(index => ("MongoDB", index))).OrderBy(row => row.index.Of, StringComparer.Ordinal))
            TestContext.Current.TestOutputHelper?.WriteLine($"{store,-8} {(index.Unique ? "unique" : ""),-7} {index.Of} {index.Where}");
        var inSqlite = sqlite.Where(index => index.Unique).Select(index => index.Of).Order(StringComparer.Ordinal).ToList();
        inSqlite.ShouldBe(
        [
            "accounts(keyFingerprint)", "batchAccountStates(accountId operationId)", "batchAccountStates(accountId)",
            "batches(accountId batchNumber operationId)", "jobs(UUID accountId)", "notices(key)", "operations(idempotencyKey)",
        ]);
        mongo.Where(index => index.Unique).Select(index => index.Of).Except(OnlyInMongo.Keys).Order(StringComparer.Ordinal).ShouldBe(inSqlite);
    }

    private List<Index> Sqlite()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_sqlite.Directory, "batchline.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();

        // Ids are the primary keys everywhere; origin c is what was created as an index.
        command.CommandText = """
            SELECT tables.name, list."unique", coalesce(substr(made.sql, instr(made.sql, ' WHERE ')), ''),
                (SELECT group_concat(name, ' ') FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY name))
            FROM sqlite_master AS tables
            JOIN pragma_index_list(tables.name) AS list ON list.origin = 'c'
            JOIN sqlite_master AS made ON made.name = list.name
            WHERE tables.type = 'table'
            """;
        using var reader = command.ExecuteReader();
        var found = new List<Index>();
        while (reader.Read())
        {
            var where = reader.GetString(2);
            found.Add(new Index($"{reader.GetString(0)}({reader.GetString(3)})", reader.GetBoolean(1), where.StartsWith(" WHERE", StringComparison.Ordinal) ? where.Trim() : ""));
        }

        return found;
    }

    private async Task<List<Index>> MongoAsync()
    {
        var found = new List<Index>();
        foreach (var name in await (await _mongo.Database.ListCollectionNamesAsync(cancellationToken: Cancel)).ToListAsync(Cancel))
        {
            foreach (var index in await (await _mongo.Collection(name).Indexes.ListAsync(Cancel)).ToListAsync(Cancel))
            {
                if (index["name"] == "_id_")
                    continue;
                var fields = string.Join(' ', index["key"].AsBsonDocument.Names.Order(StringComparer.Ordinal));
                var where = index.TryGetValue("partialFilterExpression", out var filter) ? $"WHERE {filter}" : "";
                found.Add(new Index($"{name}({fields})", index.TryGetValue("unique", out var unique) && unique.ToBoolean(), where));
            }
        }

        return found;
    }

    private sealed record Index(string Of, bool Unique, string Where);
}
