using System.Collections.Concurrent;

namespace Batchline.IntegrationTests.Stores.Postgres;

/// <summary>What reports cost, counted: how often a record is parsed, and what the index for them adds to a write.</summary>
public sealed class ReportCostTests
{
    private const int Jobs = 5;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT * FROM v_jobs", Jobs)]
    [InlineData("SELECT JobTotalPrice, JobNotes FROM v_jobs WHERE SubStatus = 'x' OR City IS NULL", Jobs)]
    [InlineData("SELECT City, sum(JobTotalPrice), max(CreatedDate) FROM v_jobs GROUP BY City", Jobs)]
    [InlineData("SELECT JobTotalPrice FROM v_jobs WHERE UUID = 'J3'", 1)]
    [InlineData("SELECT Name, sum(Quantity * Price) FROM v_line_items GROUP BY Name", Jobs)]
    [InlineData("SELECT * FROM v_team", Jobs)]
    [InlineData("SELECT * FROM v_tags WHERE UUID = 'J3'", 1)]
    [InlineData("SELECT count(*) FROM v_jobs", 0)]
    [InlineData("SELECT UUID, document, lastUpdated FROM v_jobs WHERE accountId <> ''", 0)]
    [InlineData("SELECT Status, accountName, count(*) FROM v_jobs WHERE missingSince IS NULL GROUP BY Status, accountName", 0)]
    [InlineData("SELECT UUID FROM v_jobs WHERE JobDateTime >= '2026-02-02' ORDER BY JobDateTime", 0)]
    public async Task A_record_is_parsed_once_and_only_if_a_field_of_it_is_asked_for(string sql, int parsed)
    {
        await using var schema = await FilledAsync();
        await schema.RunAsync($"""
            CREATE OR REPLACE FUNCTION {schema.Quoted}.job_json(document text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT
            AS 'BEGIN RAISE NOTICE USING MESSAGE = ''parsed''; RETURN document::jsonb; END'
            """);
        await using var connection = await schema.Source.OpenConnectionAsync(Cancelled);
        var notices = new ConcurrentQueue<string>();
        connection.Notice += (_, told) => notices.Enqueue(told.Notice.MessageText);

        var rows = await schema.QueryAsync(connection, sql);

        rows.Columns.ShouldNotBeEmpty();
        notices.Count(notice => notice == "parsed").ShouldBe(parsed);
    }

    [Fact]
    public async Task A_range_of_dates_is_found_by_the_index()
    {
        await using var schema = await FilledAsync();
        await using var connection = await schema.Source.OpenConnectionAsync(Cancelled);
        await schema.QueryAsync(connection, "SET enable_seqscan TO off");

        var plan = await schema.QueryAsync(connection, "EXPLAIN SELECT JobTotalPrice FROM v_jobs WHERE JobDateTime >= '2026-02-02' AND JobDateTime < '2026-02-04'");

        string.Join('\n', plan.Rows.Select(row => row[0])).ShouldContain("Index Scan using jobs_by_wall_clock");
    }

    [Fact]
    public async Task A_look_at_a_job_that_has_not_changed_touches_no_index()
    {
        await using var schema = await FilledAsync();
        await using var connection = await schema.Source.OpenConnectionAsync(Cancelled);
        await schema.QueryAsync(connection, "BEGIN");

        await schema.QueryAsync(connection, "UPDATE jobs SET last_updated = 1772366500000, checked_at = 1772366500000, missing_since = NULL, seen_in = 'o', fence = 2, seq = 3");

        var counted = await schema.QueryAsync(connection, "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_xact_user_tables WHERE relid = 'jobs'::regclass");
        counted.Rows.ShouldHaveSingleItem().ShouldBe([(long)Jobs, (long)Jobs]);
    }

    private static async Task<ReportSchema> FilledAsync()
    {
        var schema = await ReportSchema.CreateAsync();
        await schema.AddAccountAsync();
        for (var job = 1; job <= Jobs; job++)
        {
            var json = $$"""{"UUID":"J{{job}}","JobTotalPrice":{{job}},"SubStatus":"x","Tags":["a"],"Team":[{"id":1}],"LineItems":[{"Name":"F","Quantity":1,"Price":2}]}""";
            await schema.AddJobAsync($"J{job}", json, $"2026-02-0{job} 08:00:00", "Done");
        }

        await schema.RunAsync($"ANALYZE {schema.Quoted}.jobs");
        return schema;
    }
}
