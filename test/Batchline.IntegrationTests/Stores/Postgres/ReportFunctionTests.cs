namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What the views read out of a record, value by value. None of the functions throws.</summary>
public sealed class ReportFunctionTests
{
    private const string Emoji = "\ud83d\ude00";

    [Theory]
    [InlineData("""{"a":"x\u0000y"}""", "x\ufffdy")]
    [InlineData("""{"a":"\ud83d!"}""", "\ufffd!")]
    [InlineData("""{"a":"\ude00\ud83d"}""", "\ufffd\ufffd")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00\ude00"}""", "\ufffd" + Emoji + "\ufffd")]
    [InlineData("""{"a":"\uD83D\uDE00 \u00e9"}""", Emoji + " \u00e9")]
    [InlineData("""{"a":"\\u0000 \\\\ud83d","b":"\u0000"}""", """\u0000 \\ud83d""")]
    [InlineData("""{"a":"\\\u0000"}""", "\\\ufffd")]
    [InlineData("""{"a":"1e99999, 2","b":1e99999}""", "1e99999, 2")]
    [InlineData("""{"a":"\": 1e99999","b":-1E+99999}""", "\": 1e99999")]
    [InlineData("""{"a":[1e200000,-0.1e-20000,1e0000002,19.990],"b":"\u0000"}""", "[null, null, 100, 19.990]")]
    [InlineData("""{"a":1,"a":2}""", "2")]
    [InlineData("""{"a":1e200000}""", null)]
    [InlineData("""{"a":1""", null)]
    [InlineData("not JSON", null)]
    [InlineData("", null)]
    [InlineData("[1]", null)]
    [InlineData("5", null)]
    public async Task A_record_is_read_whatever_is_in_it(string document, string? field)
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(document) ->> 'a'", document);

        read.ShouldBe(field);
    }

    [Theory]
    [InlineData(100, """{"a":"x\u0000y","b":""", true)]
    [InlineData(100_000, """{"a":"x","b":""", false)]
    public async Task A_record_that_is_nested_too_deeply_is_not_read(int depth, string begin, bool isRead)
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(document) ->> 'a'", begin + new string('[', depth) + new string(']', depth) + "}");

        read.ShouldBe(isRead ? "x\ufffdy" : null);
    }

    [Fact]
    public async Task A_number_with_more_digits_than_PostgreSQL_takes_costs_only_itself()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(document)::text", $$"""{"a":{{new string('1', 200_000)}},"b":0.{{new string('1', 20_000)}},"c":"kept"}""");

        read.ShouldBe("""{"a": null, "b": null, "c": "kept"}""");
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("-4995.5", "-4995.5")]
    [InlineData("\"19.990\"", "19.990")]
    [InlineData("\" 12 \"", "12")]
    [InlineData("\"+.5\"", "0.5")]
    [InlineData("\"1e3\"", "1000")]
    [InlineData("0.30000000000000004", "0.3000000000")]
    [InlineData("1e-400", "0.0000000000")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("[12]", null)]
    [InlineData("{\"a\":12}", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"Infinity\"", null)]
    [InlineData("\"4,995.50\"", null)]
    [InlineData("\"$12\"", null)]
    [InlineData("\"0x10\"", null)]
    [InlineData("\".\"", null)]
    [InlineData("1e18", null)]
    [InlineData("1e400", null)]
    [InlineData("\"1e400\"", null)]
    [InlineData("\"1e99999\"", null)]
    public async Task A_number_is_one_that_can_be_money(string json, string? number)
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_number(document::jsonb)::text", json);

        read.ShouldBe(number);
    }

    [Theory]
    [InlineData("2026-01-31 08:09:10", "2026-01-31T08:09:10")]
    [InlineData("2026-01-31T08:09", "2026-01-31T08:09:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00")]
    [InlineData("2000-02-29", "2000-02-29T00:00:00")]
    [InlineData("9999-12-31 23:59:59", "9999-12-31T23:59:59")]
    [InlineData("2026-02-29", null)]
    [InlineData("1900-02-29", null)]
    [InlineData("2026-04-31", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("0000-00-00 00:00:00", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("2026-01-31 24:00:00", null)]
    [InlineData("2026-01-31 08:00:60", null)]
    [InlineData("2026-01-31 08:00:00Z", null)]
    [InlineData("2026-01-31 08:00:00\n", null)]
    [InlineData("01/31/2026", null)]
    [InlineData("infinity", null)]
    [InlineData("now", null)]
    [InlineData("", null)]
    public async Task A_time_is_a_day_or_a_wall_clock_in_every_style_of_dates(string text, string? time)
    {
        await using var schema = await ReportSchema.CreateAsync();
        await using var connection = await schema.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await schema.QueryAsync(connection, "SET DateStyle TO 'SQL, DMY'");

        var read = (await schema.QueryAsync(connection, $"SELECT job_time('{text}')")).Rows.ShouldHaveSingleItem()[0];

        read.ShouldBe(time is null ? null : DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    [InlineData("yes", null)]
    [InlineData("", null)]
    public async Task A_flag_is_a_truth_value_or_a_digit(string text, bool? flag)
    {
        await using var schema = await ReportSchema.CreateAsync();

        (await ReadAsync(schema, "job_flag(document)", text)).ShouldBe(flag);
    }

    private static async Task<object?> ReadAsync(ReportSchema schema, string expression, string document)
    {
        await schema.AddJobAsync("J", document);
        return (await schema.QueryAsync($"SELECT {expression} FROM jobs")).Rows.ShouldHaveSingleItem()[0];
    }
}
