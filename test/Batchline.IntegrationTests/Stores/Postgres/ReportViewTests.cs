using Batchline.Api.Export;
using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Rules;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>Odd records beside a good one: a view shows what can be shown of each, and no query fails.</summary>
public sealed class ReportViewTests
{
    private const string Good = """
        {"UUID":"GOOD","SerialId":7,"JobDateTime":"2026-02-01 08:00:00","JobEndDateTime":"2026-02-01 09:30:00","CreatedDate":"2026-01-31 10:11:12",
        "LastStatusUpdate":"2026-02-01 10:00:00","PaymentDueDate":"","Status":"Done","JobTotalPrice":100.50,"JobAmountDue":"0","item_cost":null,
        "FirstName":"Ana","Unit":38,"Latitude":46.74376,"Longitude":"-92.8314","Comments":"called","Tags":["urgent",12,null,["x"]],
        "Team":[{"id":7,"Name":"Bob"},"odd",{"id":"USR-8","Name":"Ann"}],
        "LineItems":[{"Id":1,"Name":"Filter","Quantity":2,"Price":"10.25","Cost":"","Taxable":true,"InventorySync":0},"odd",{"Id":"b","Name":"Pump","Quantity":"1","Price":80.5}]}
        """;

    /// <summary>The record, and then: price, note, lines as <c>number:name:quantity:price</c>, team, tags.</summary>
    public static readonly (string Uuid, string Json, decimal? Price, string? Note, string Lines, string Team, string Tags)[] Odd =
    [
        ("NOT_JSON", "oops", null, null, "", "", ""),
        ("EMPTY", "", null, null, "", "", ""),
        ("CUT", """{"JobNotes":"n","JobTotalPrice":1""", null, null, "", "", ""),
        ("ARRAY", """[{"JobNotes":"n","JobTotalPrice":1}]""", null, null, "", "", ""),
        ("TWICE", """{"JobNotes":"first","JobNotes":"last","JobTotalPrice":1,"JobTotalPrice":2,"Tags":["a"],"Tags":["b"]}""", 2, "last", "", "", "b"),
        ("ZEROS", """{"JobNotes":"n","JobTotalPrice":19.990,"LineItems":[{"Name":"F","Quantity":"1.50","Price":19.990}]}""", 19.990m, "n", "1:F:1.50:19.990", "", ""),
        ("HUGE", """{"JobNotes":"n","JobTotalPrice":1e400,"LineItems":[{"Name":"F","Quantity":1e400,"Price":-1e400}]}""", null, "n", "1:F::", "", ""),
        ("BEYOND", """{"JobNotes":"n","JobTotalPrice":1e200000,"SubTotal":1e-99999,"LineItems":[{"Name":"F","Quantity":2,"Price":1e999999}],"Tags":[1e200000,"t"]}""", null, "n", "1:F:2:", "", "t"),
        ("NUL", """{"JobNotes":"a\u0000b","JobTotalPrice":3,"Team":[{"id":1,"Name":"\u0000"}],"Tags":["x\u0000"]}""", 3, "a\ufffdb", "", "1:\ufffd", "x\ufffd"),
        ("NUL_KEY", """{"\u0000":1,"JobNotes":"n","JobTotalPrice":4}""", 4, "n", "", "", ""),
        ("HALF", """{"JobNotes":"cut \ud83d","JobTotalPrice":5,"LineItems":[{"Name":"\ude00","Quantity":1,"Price":1}]}""", 5, "cut \ufffd", "1:\ufffd:1:1", "", ""),
        ("BACKSLASH", """{"JobNotes":"\\u0000 \\ud83d","JobTotalPrice":6}""", 6, """\u0000 \ud83d""", "", "", ""),
        ("DEEP", $$"""{"JobNotes":"n","JobTotalPrice":7,"Tags":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""", null, null, "", "", ""),
        ("NESTED", $$"""{"JobNotes":"n","JobTotalPrice":8,"Tags":[{{new string('[', 60)}}{{new string(']', 60)}},"t"]}""", 8, "n", "", "", "t"),
        ("SHAPES", """{"JobNotes":{"a":[1,2]},"JobTotalPrice":[9],"LineItems":{"Name":"F"},"Team":[[{"id":1}],7],"Tags":"urgent"}""", null, """{"a": [1, 2]}""", "", "", ""),
        ("LISTS", """{"JobNotes":"n","JobTotalPrice":{"a":1},"LineItems":["F",null,{"Name":["G"],"Quantity":[1],"Price":{}}],"Team":{"id":1},"Tags":{"0":"a"}}""", null, "n", """3:["G"]::""", "", ""),
        ("TEXTS", """{"JobNotes":12,"JobTotalPrice":"12.30","Tags":[],"Team":"","LineItems":""}""", 12.30m, "12", "", "", ""),
        ("WORDS", """{"JobNotes":"n","JobTotalPrice":"NaN","SubTotal":"Infinity","JobDateTime":"0000-00-00 00:00:00","CreatedDate":"2026-02-30 00:00:00","Latitude":"north"}""", null, "n", "", "", ""),
        ("NOTHING", "{}", null, null, "", "", ""),
    ];

    [Fact]
    public async Task Every_view_shows_the_good_record_and_what_can_be_shown_of_each_odd_one()
    {
        await using var schema = await FilledAsync();

        var jobs = await schema.QueryAsync("SELECT UUID, JobTotalPrice, JobNotes, accountName, document FROM v_jobs WHERE UUID <> 'GOOD' ORDER BY UUID");
        var lines = await TogetherAsync(schema, "concat_ws(':', number, coalesce(Name, ''), coalesce(Quantity::text, ''), coalesce(Price::text, ''))", "v_line_items", "number");
        var team = await TogetherAsync(schema, "concat_ws(':', memberId, Name)", "v_team", "memberId");
        var tags = await TogetherAsync(schema, "Tag", "v_tags", "Tag");

        var odd = Odd.OrderBy(record => record.Uuid, StringComparer.Ordinal).ToList();
        jobs.Rows.ShouldBe(odd.Select(record => new object?[] { record.Uuid, record.Price, record.Note, "Account 1", record.Json }));
        lines.ShouldBe([.. odd.Where(record => record.Lines.Length > 0).Select(record => (record.Uuid, record.Lines)), ("GOOD", "1:Filter:2:10.25 3:Pump:1:80.5")], ignoreOrder: true);
        team.ShouldBe([.. odd.Where(record => record.Team.Length > 0).Select(record => (record.Uuid, record.Team)), ("GOOD", "7:Bob USR-8:Ann")], ignoreOrder: true);
        tags.ShouldBe([.. odd.Where(record => record.Tags.Length > 0).Select(record => (record.Uuid, record.Tags)), ("GOOD", "12 urgent")], ignoreOrder: true);
    }

    [Fact]
    public async Task The_columns_of_a_good_record_have_their_types()
    {
        await using var schema = await FilledAsync();

        var job = await schema.QueryAsync("""
            SELECT accountId, SerialId, JobDateTime, JobEndDateTime, CreatedDate, LastStatusUpdate, PaymentDueDate, Status, JobTotalPrice, JobAmountDue, item_cost, tech_cost,
                Unit, Latitude, Longitude, Comments, Tags, lastUpdated, firstSeen, changedAt, missingSince
            FROM v_jobs WHERE UUID = 'GOOD'
            """);
        var item = await schema.QueryAsync("SELECT number, Id, Name, Quantity, Price, Cost, Taxable, InventorySync FROM v_line_items WHERE UUID = 'GOOD' AND number = 1");

        job.Rows.ShouldHaveSingleItem().ShouldBe([
            Sample.AccountId(1).Value, "7", At("2026-02-01 08:00:00"), At("2026-02-01 09:30:00"), At("2026-01-31 10:11:12"), At("2026-02-01 10:00:00"), null, "Done", 100.50m, 0m, null, null,
            "38", 46.74376m, -92.8314m, "called", """["urgent", 12, null, ["x"]]""", At("2026-03-01 12:00:00.123"), At("2026-03-01 12:00:00"), null, null,
        ]);
        item.Rows.ShouldHaveSingleItem().ShouldBe([1, "1", "Filter", 2m, 10.25m, null, true, false]);
        item.Types.ShouldBe(["integer", "text", "text", "numeric", "numeric", "numeric", "boolean", "boolean"]);
    }

    [Fact]
    public async Task Every_column_of_every_view_can_be_read_of_all_records()
    {
        await using var schema = await FilledAsync();

        var jobs = await schema.QueryAsync("SELECT * FROM v_jobs");
        var sums = await schema.QueryAsync("SELECT sum(JobTotalPrice), count(JobDateTime), max(CreatedDate), count(*) FROM v_jobs");
        var lines = await schema.QueryAsync("SELECT * FROM v_line_items");

        jobs.Columns.ShouldBe([
            "accountid", "accountname", .. CsvColumns.Known.Select(name => name.ToLowerInvariant()), "lastupdated", "firstseen", "changedat", "missingsince", "document",
        ]);
        jobs.Rows.Count.ShouldBe(Odd.Length + 1);
        sums.Rows.ShouldHaveSingleItem().ShouldBe([100.50m + Odd.Sum(record => record.Price), 1L, At("2026-01-31 10:11:12"), (long)Odd.Length + 1]);
        lines.Rows.Count.ShouldBe(7);
        jobs.Types.Distinct().Order().ShouldBe(["numeric", "text", "timestamp without time zone"]);
    }

    /// <summary>With every odd record beside a good one, as a store would write them.</summary>
    private static async Task<ReportSchema> FilledAsync()
    {
        var schema = await ReportSchema.CreateAsync();
        await schema.AddAccountAsync();
        foreach (var (uuid, json) in Odd.Select(record => (record.Uuid, record.Json)).Append(("GOOD", Good)))
        {
            var facts = uuid is "GOOD" or "WORDS" ? JobFacts.Of(new JobDocument(uuid, json)) : new JobFacts("", "");
            await schema.AddJobAsync(uuid, json, facts.JobDateTime, facts.Status);
        }

        return schema;
    }

    private static async Task<List<(string Uuid, string All)>> TogetherAsync(ReportSchema schema, string expression, string view, string order)
    {
        var rows = await schema.QueryAsync($"SELECT UUID, string_agg({expression}, ' ' ORDER BY {order}) FROM {view} GROUP BY UUID");
        return [.. rows.Rows.Select(row => ((string)row[0]!, (string)row[1]!))];
    }

    private static DateTime At(string time) => DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
