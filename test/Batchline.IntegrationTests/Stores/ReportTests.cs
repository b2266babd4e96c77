using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Batchline.Api.Export;
using Batchline.Engine.Heads;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Batchline.IntegrationTests.Stores;

/// <summary>What docs/reports.md says is true, and its examples run.</summary>
public sealed partial class ReportTests
{
    private const string First = """
        "JobDateTime":"2026-02-01 08:00:00","Status":"Done","JobTotalPrice":100.5,"Tags":["urgent","north"],"Team":[{"id":7,"Name":"Bob"}],
        "LineItems":[{"Id":1,"Name":"Filter","Quantity":2,"Price":10},{"Id":2,"Name":"Pump","Quantity":1,"Price":80.5}],"Gate code":"1234"
        """;

    private const string Second = """
        "JobDateTime":"2025-02-01 08:00:00","Status":"Done","JobTotalPrice":"12","Tags":"","Team":[{"id":7,"Name":"Bob"},"odd"],
        "LineItems":[{"Id":1,"Name":"Filter","Quantity":3,"Price":10}],"Comments":[],"JobNotes":"first","JobNotes":"last"
        """;

    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SQL_of_the_documents_runs_and_the_views_hold_what_they_say()
    {
        await using var fixture = new SqliteFixture();
        await using var node = fixture.Open(new FakeTimeProvider(At));
        await FillAsync(node);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(fixture.Directory, "batchline.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancelled);

        ShouldBeTheExamples([.. Examples("sql").Select(sql => Query(connection, sql).Rows)]);
        Query(connection, CustomField("json_extract")).Rows.ShouldBe([["1234"], [null]], ignoreOrder: true);
        Query(connection, "SELECT JobNotes, typeof(JobTotalPrice), JobDateTime FROM v_jobs WHERE UUID = 'JOB2'").Rows.ShouldBe([["first", "text", "2025-02-01 08:00:00"]]);
        Query(connection, "SELECT * FROM v_jobs LIMIT 1").Columns.ShouldBe(
            ["accountId", "accountName", .. CsvColumns.Known, "lastUpdated", "firstSeen", "changedAt", "missingSince", "document"]);
        Query(connection, "SELECT lastUpdated, missingSince FROM v_jobs WHERE UUID = 'JOB1'").Rows.ShouldBe([["2026-03-01T12:00:00Z", null]]);
        Query(connection, "SELECT * FROM v_line_items LIMIT 1").Columns.ShouldBe(Documented("v_line_items"));
        Query(connection, "SELECT * FROM v_team LIMIT 1").Columns.ShouldBe(Documented("v_team"));
        Query(connection, "SELECT * FROM v_tags LIMIT 1").Columns.ShouldBe(Documented("v_tags"));
    }

    [Fact]
    public async Task The_same_SQL_runs_on_PostgreSQL_and_its_views_hold_what_the_documents_say()
    {
        await using var schema = await ReportSchema.CreateAsync();
        await FillAsync(schema.Node);

        var examples = new List<IReadOnlyList<object?[]>>();
        foreach (var sql in Examples("sql"))
            examples.Add((await schema.QueryAsync(sql)).Rows);

        ShouldBeTheExamples(examples);
        (await schema.QueryAsync(CustomField("job_json"))).Rows.ShouldBe([["1234"], [null]], ignoreOrder: true);
        (await schema.QueryAsync("SELECT JobNotes, JobTotalPrice, JobDateTime FROM v_jobs WHERE UUID = 'JOB2'")).Rows
            .ShouldBe([["last", 12m, new DateTime(2025, 2, 1, 8, 0, 0)]]);
        foreach (var view in (string[])["v_line_items", "v_team", "v_tags"])
            (await schema.QueryAsync($"SELECT * FROM {view} LIMIT 1")).Columns.ShouldBe(Documented(view).Select(name => name.ToLowerInvariant()));
        foreach (var type in (string[])["numeric", "timestamp", "boolean", "integer", "text"])
            Text.ShouldContain($"| `{type}`");
    }

    [Fact]
    public async Task The_aggregations_of_the_documents_run()
    {
        await using var fixture = new MongoFixture();
        await using var node = fixture.Open(new FakeTimeProvider(At));
        await FillAsync(node);

        var results = new List<List<BsonDocument>>();
        foreach (var example in Examples("js"))
        {
            var stages = BsonSerializer.Deserialize<BsonArray>(Pipeline().Match(example).Groups[1].Value).Select(stage => stage.AsBsonDocument).ToArray();
            using var cursor = await fixture.Collection("jobs").AggregateAsync<BsonDocument>(stages, cancellationToken: Cancelled);
            results.Add(await MongoDB.Driver.IAsyncCursorExtensions.ToListAsync(cursor, Cancelled));
        }

        results.Count.ShouldBe(3);
        results[0].ShouldHaveSingleItem()["jobs"].ToInt32().ShouldBe(2);
        results[0][0]["total"].ToDouble().ShouldBe(100.5);
        results[1].Select(row => (row["_id"].AsString, row["sold"].ToInt32())).ShouldBe([("Filter", 5), ("Pump", 1)]);
        results[2].Select(row => (row["_id"].AsString, row["jobs"].ToInt32())).ShouldBe([("Bob", 1)]);
    }

    private static void ShouldBeTheExamples(List<IReadOnlyList<object?[]>> results)
    {
        results.Count.ShouldBe(4);
        Values(results[0]).ShouldBe([["Account 1", "Done", 2m, 112.5m]]);
        Values(results[1]).ShouldBe([["Pump", 1m, 80.5m], ["Filter", 5m, 50m]]);
        Values(results[2]).ShouldBe([["Bob", 1m]]);
        Values(results[3]).ShouldBe([["north", 1m], ["urgent", 1m]], ignoreOrder: true);

        // Each database has its own types of numbers.
        static List<object?[]> Values(IReadOnlyList<object?[]> rows) =>
            [.. rows.Select(row => row.Select(value => value is long or double ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : value).ToArray())];
    }

    /// <summary>The statement of the documents, for a field of the test's.</summary>
    private static string CustomField(string function) =>
        Regex.Match(Text, $"^- `(SELECT {function}.*)`$", RegexOptions.Multiline).Groups[1].Value.Replace("Field name", "Gate code", StringComparison.Ordinal);

    private static async Task FillAsync(StoreNode node)
    {
        await node.Accounts.AddAsync(Sample.Account(1), Cancelled);
        var head = (await node.Heads.AcquireAsync(Sample.AccountId(1), "owner", TimeSpan.FromSeconds(30), leader: null, Cancelled)).ShouldNotBeNull();
        var checkpoint = new Checkpoint
        {
            AccountId = head.AccountId,
            Jobs = [Sample.Replace("JOB1", At, First.ReplaceLineEndings("")), Sample.Replace("JOB2", At, Second.ReplaceLineEndings(""))],
            Head = new HeadWrite
            {
                Fence = head.Fence,
                Seq = head.Seq,
                WriteId = "fill",
                Body = head.Body,
                Lease = TimeSpan.Zero,
                Wait = TimeSpan.Zero,
                Reserve = TimeSpan.Zero,
                DueIn = null,
            },
        };
        (await node.Heads.CommitAsync(checkpoint, Cancelled)).ShouldNotBeNull();
    }

    private static (List<string> Columns, List<object?[]> Rows) Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. columns.Select((_, index) => reader.IsDBNull(index) ? null : reader.GetValue(index))]);
        return (columns, rows);
    }

    /// <summary>The columns that the table in the documents names.</summary>
    private static List<string> Documented(string view) =>
        [.. Regex.Match(Text, $@"\| `{view}` \| [^|]* \| `([^`]*)` \|").Groups[1].Value.Split(", ")];

    private static List<string> Examples(string language) =>
        [.. Regex.Matches(Text, $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    private static string Text { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "reports.md"));

    private static string Root()
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!);
        while (!File.Exists(Path.Combine(directory.FullName, "Batchline.slnx")))
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return directory.FullName;
    }

    [GeneratedRegex(@"db\.jobs\.aggregate\((\[.*\])\)", RegexOptions.Singleline)]
    private static partial Regex Pipeline();
}
