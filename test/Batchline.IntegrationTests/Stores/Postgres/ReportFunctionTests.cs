using Npgsql;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What the views read out of a record, value by value. None of the functions throws.</summary>
public sealed class ReportFunctionTests
{
    private const string Emoji = "\ud83d\ude00";

    private static readonly (string Given, string? Read)[] Records =
    [
        ("""{"a":"x\u0000y"}""", "x\ufffdy"),
        ("""{"a":"\ud83d!"}""", "\ufffd!"),
        ("""{"a":"\ude00\ud83d"}""", "\ufffd\ufffd"),
        ("""{"a":"\ud83d\ud83d\ude00\ude00"}""", "\ufffd" + Emoji + "\ufffd"),
        ("""{"a":"\uD83D\uDE00 \u00e9"}""", Emoji + " \u00e9"),
        ("""{"a":"\\u0000 \\\\ud83d","b":"\u0000"}""", """\u0000 \\ud83d"""),
        ("""{"a":"\\\u0000"}""", "\\\ufffd"),
        ("""{"a":"1e99999, 2","b":1e99999}""", "1e99999, 2"),
        ("""{"a":"\": 1e99999","b":-1E+99999}""", "\": 1e99999"),
        ("""{"a":[1e200000,-0.1e-20000,1e0000002,19.990],"b":"\u0000"}""", "[null, null, 100, 19.990]"),
        ("""{"a":1,"a":2}""", "2"),
        ("""{"a":1e200000}""", null),
        ("""{"a":1""", null),
        ("not JSON", null),
        ("", null),
        ("[1]", null),
        ("5", null),
    ];

    private static readonly (string Given, string? Read)[] Numbers =
    [
        ("12", "12"),
        ("-4995.5", "-4995.5"),
        ("\"19.990\"", "19.990"),
        ("\" 12 \"", "12"),
        ("\"+.5\"", "0.5"),
        ("\"1e3\"", "1000"),
        ("0.30000000000000004", "0.3000000000"),
        ("1e-400", "0.0000000000"),
        ("\"\"", null),
        ("null", null),
        ("true", null),
        ("[12]", null),
        ("{\"a\":12}", null),
        ("\"NaN\"", null),
        ("\"Infinity\"", null),
        ("\"4,995.50\"", null),
        ("\"$12\"", null),
        ("\"0x10\"", null),
        ("\".\"", null),
        ("1e18", null),
        ("1e400", null),
        ("\"1e400\"", null),
        ("\"1e99999\"", null),
    ];

    private static readonly (string Given, string? Read)[] Times =
    [
        ("2026-01-31 08:09:10", "2026-01-31 08:09:10"),
        ("2026-01-31T08:09", "2026-01-31 08:09:00"),
        ("2024-02-29", "2024-02-29 00:00:00"),
        ("2000-02-29", "2000-02-29 00:00:00"),
        ("9999-12-31 23:59:59", "9999-12-31 23:59:59"),
        ("2026-02-29", null),
        ("1900-02-29", null),
        ("2026-04-31", null),
        ("2026-13-01", null),
        ("0000-00-00 00:00:00", null),
        ("0000-01-01", null),
        ("2026-01-31 24:00:00", null),
        ("2026-01-31 08:00:60", null),
        ("2026-01-31 08:00:00Z", null),
        ("2026-01-31 08:00:00\n", null),
        ("01/31/2026", null),
        ("infinity", null),
        ("now", null),
        ("", null),
    ];

    private static readonly (string Given, string? Read)[] Flags =
    [
        ("true", "true"),
        ("1", "true"),
        ("False", "false"),
        ("0", "false"),
        ("yes", null),
        ("", null),
    ];

    [Fact]
    public async Task A_record_is_read_whatever_is_in_it()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(given) ->> 'a'", Records.Select(value => value.Given));

        read.ShouldBe(Records.Select(value => value.Read));
    }

    [Theory]
    [InlineData(100, """{"a":"x\u0000y","b":""", true)]
    [InlineData(100_000, """{"a":"x","b":""", false)]
    public async Task A_record_that_is_nested_too_deeply_is_not_read(int depth, string begin, bool isRead)
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(given) ->> 'a'", begin + new string('[', depth) + new string(']', depth) + "}");

        read.ShouldBe([isRead ? "x\ufffdy" : null]);
    }

    [Fact]
    public async Task A_number_with_more_digits_than_PostgreSQL_takes_costs_only_itself()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_json(given)::text", $$"""{"a":{{new string('1', 200_000)}},"b":0.{{new string('1', 20_000)}},"c":"kept"}""");

        read.ShouldBe(["""{"a": null, "b": null, "c": "kept"}"""]);
    }

    [Fact]
    public async Task A_number_is_one_that_can_be_money()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_number(given::jsonb)::text", Numbers.Select(value => value.Given));

        read.ShouldBe(Numbers.Select(value => value.Read));
    }

    [Fact]
    public async Task A_time_is_a_day_or_a_wall_clock_in_every_style_of_dates()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_time(given)::text", Times.Select(value => value.Given));

        read.ShouldBe(Times.Select(value => value.Read));
    }

    [Fact]
    public async Task A_flag_is_a_truth_value_or_a_digit()
    {
        await using var schema = await ReportSchema.CreateAsync();

        var read = await ReadAsync(schema, "job_flag(given)::text", Flags.Select(value => value.Given));

        read.ShouldBe(Flags.Select(value => value.Read));
    }

    /// <summary>In a style of dates that reads other texts than ISO's in another order.</summary>
    private static async Task<List<string?>> ReadAsync(ReportSchema schema, string expression, params IEnumerable<string> given)
    {
        await using var connection = await schema.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await schema.QueryAsync(connection, "SET DateStyle TO 'ISO, DMY'");
        var read = new List<string?>();
        foreach (var text in given)
        {
            await using var command = new NpgsqlCommand($"SELECT {expression} FROM (VALUES ($1)) AS value (given)", connection) { Parameters = { new() { Value = text } } };
            read.Add(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) as string);
        }

        return read;
    }
}
