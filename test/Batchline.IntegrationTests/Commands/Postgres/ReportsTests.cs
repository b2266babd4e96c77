using Batchline.Commands.Shell;
using Batchline.IntegrationTests.Documents;
using Batchline.IntegrationTests.PostgresServers;
using Batchline.IntegrationTests.Stores.Postgres;
using Npgsql;

namespace Batchline.IntegrationTests.Commands.Postgres;

/// <summary>Who reads the views, on the real server.</summary>
[Collection(CommandTests.Name)]
public sealed class ReportsTests
{
    private static readonly string[] Views = ["v_jobs", "v_line_items", "v_tags", "v_team"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_that_was_granted_reads_the_views_and_nothing_else()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);

        var outcome = await bench.RunAsync("reports", "grant", name);

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldContain($"{name} may read the views v_jobs, v_line_items, v_team and v_tags of ");
        outcome.Output.ShouldContain($"SELECT Status, count(*) FROM {schema.Quoted}.v_jobs GROUP BY Status;");
        outcome.Error.ShouldBeEmpty();
        foreach (var view in Views)
            (await schema.QueryAsync(await reader.OpenConnectionAsync(Cancelled), $"SELECT * FROM {view}")).Rows.ShouldHaveSingleItem();
        foreach (var statement in (string[])[
            "SELECT workiz_api_key FROM accounts", "SELECT id FROM accounts", "SELECT document FROM jobs", "DELETE FROM jobs", "DELETE FROM v_jobs",
            "UPDATE v_tags SET Tag = 'x'", "CREATE TABLE own (id int)", "CREATE VIEW own AS SELECT * FROM jobs", "DROP VIEW v_tags",
        ])
            (await RefusalAsync(schema, reader, statement)).ShouldBeOneOf("42501", "55000");
    }

    [Fact]
    public async Task The_hint_runs_as_it_is_printed()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);

        var lines = (await bench.RunAsync("reports", "grant", name)).Output.Split('\n');

        await using var connection = await reader.OpenConnectionAsync(Cancelled);
        foreach (var sql in lines[1..3].Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            await PostgresRows.ReadAsync(connection, sql);
        (await PostgresRows.ReadAsync(connection, "SELECT UUID, JobTotalPrice FROM v_jobs")).Rows.ShouldHaveSingleItem().ShouldBe(["J1", 5m]);
    }

    [Fact]
    public async Task The_commands_of_the_documents_let_a_reader_in()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        var lines = DocBlock.Of("docs/reports.md").Single(block => block.Language == "sh").Text.Replace("reader", name, StringComparison.Ordinal).Split('\n');
        var create = lines[0].Split('"')[^2];

        await schema.RunAsync(create);
        schema.Roles.Add(name);
        var granted = await bench.RunAsync(lines[1].Split(' ')[1..]);

        create.ShouldStartWith("CREATE ROLE");
        granted.Code.ShouldBe(ExitCodes.Success, granted.ToString());
        await using var reader = NpgsqlDataSource.Create(ReportSchema.ConnectionStringOf(name, "change me"));
        await using var connection = await reader.OpenConnectionAsync(Cancelled);
        (await schema.QueryAsync(connection, "SELECT JobTotalPrice FROM v_jobs")).Rows.ShouldHaveSingleItem().ShouldBe([5m]);
    }

    [Fact]
    public async Task Granting_and_revoking_again_changes_nothing()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);
        var before = await RightsAsync(schema);

        (await bench.RunAsync("reports", "grant", name)).Code.ShouldBe(ExitCodes.Success);
        var granted = await RightsAsync(schema);
        (await bench.RunAsync("reports", "grant", name)).Code.ShouldBe(ExitCodes.Success);
        var again = await RightsAsync(schema);
        var revoked = await bench.RunAsync("reports", "revoke", name);
        var refused = await RefusalAsync(schema, reader, "SELECT * FROM v_jobs");
        var after = await RightsAsync(schema);
        (await bench.RunAsync("reports", "revoke", name)).Code.ShouldBe(ExitCodes.Success);

        granted.ShouldNotBe(before);
        again.ShouldBe(granted);
        revoked.Code.ShouldBe(ExitCodes.Success, revoked.ToString());
        revoked.Output.ShouldContain($"{name} may no longer read the views for reports of ");
        refused.ShouldBe("42P01", "without USAGE, names in the schema are not even found");
        after.ShouldNotContain(name);
        (await RightsAsync(schema)).ShouldBe(after);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("\"; DROP VIEW v_tags; --")]
    [InlineData("ünï'$1;")]
    [InlineData("UPPER")]
    [InlineData("@p")]
    public async Task Whatever_is_in_a_name_it_is_one_name(string odd)
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole(odd);
        await using var reader = await schema.AddRoleAsync(name);

        var granted = await bench.RunAsync("reports", "grant", name);
        var read = await schema.QueryAsync(await reader.OpenConnectionAsync(Cancelled), "SELECT Tag FROM v_tags");
        var revoked = await bench.RunAsync("reports", "revoke", name);

        granted.Code.ShouldBe(ExitCodes.Success, granted.ToString());
        read.Rows.ShouldHaveSingleItem().ShouldBe(["a"]);
        revoked.Code.ShouldBe(ExitCodes.Success, revoked.ToString());
    }

    [Theory]
    [InlineData("grant", "nobody-of-this-name", "There is no role nobody-of-this-name on the server. Create it there first")]
    [InlineData("revoke", "nobody-of-this-name", "There is no role nobody-of-this-name on the server. Create it there first")]
    [InlineData("grant", "", "There is no role")]
    [InlineData("grant", "PUBLIC", "There is no role PUBLIC on the server.")]
    [InlineData("grant", "x\" WITH GRANT OPTION; --", "There is no role")]
    public async Task A_role_that_is_not_there_is_told_and_nothing_changes(string verb, string name, string told)
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var before = await RightsAsync(schema);

        var outcome = await bench.RunAsync("reports", verb, name);

        outcome.Code.ShouldBe(ExitCodes.CouldNot, outcome.ToString());
        outcome.Error.ShouldContain(told);
        outcome.Output.ShouldBeEmpty();
        (await RightsAsync(schema)).ShouldBe(before);
    }

    [Fact]
    public async Task A_name_in_another_case_is_told_as_the_server_has_it()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("Reader");
        await using var reader = await schema.AddRoleAsync(name);

        var outcome = await bench.RunAsync("reports", "grant", name.ToLowerInvariant());

        outcome.Code.ShouldBe(ExitCodes.CouldNot);
        outcome.Error.ShouldContain($"but there is {name}: upper and lower case differ");
        (await RightsAsync(schema)).ShouldNotContain(name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_that_may_not_grant_is_told_to_connect_as_the_owner_and_nothing_changes(bool readsThem)
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var (name, other) = (ReportSchema.NewRole("reader"), ReportSchema.NewRole("other"));
        await using var reader = await schema.AddRoleAsync(name);
        await using var stranger = await schema.AddRoleAsync(other);

        // With some right of its own PostgreSQL only warns that nothing was granted.
        if (readsThem)
            (await bench.RunAsync("reports", "grant", other)).Code.ShouldBe(ExitCodes.Success);
        var before = await RightsAsync(schema);
        bench.Settings["Store:ConnectionString"] = ReportSchema.ConnectionStringOf(other);

        var outcome = await bench.RunAsync("reports", "grant", name);

        outcome.Code.ShouldBe(ExitCodes.CouldNot, outcome.ToString());
        outcome.Error.ShouldContain("may not grant rights in the schema");
        outcome.Error.ShouldContain("Connect as the owner of the schema");
        (await RightsAsync(schema)).ShouldBe(before);
    }

    [Fact]
    public async Task A_user_that_can_read_more_than_the_views_is_named_with_the_tables()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);
        await schema.RunAsync($"GRANT SELECT (name) ON {schema.Quoted}.accounts TO {name}");

        var outcome = await bench.RunAsync("reports", "grant", name);

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Error.ShouldContain($"{name} can also read tables, by rights that it has otherwise: accounts. Use a role of its own for reports.");
    }

    [Fact]
    public async Task A_member_that_must_first_become_the_owner_can_read_more_than_the_views()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var (name, owner) = (ReportSchema.NewRole("reader"), ReportSchema.NewRole("owner"));
        await using var ownerSource = await schema.AddRoleAsync(owner);
        await using var reader = await schema.AddRoleAsync(name);
        await schema.RunAsync($"ALTER TABLE {schema.Quoted}.jobs OWNER TO {owner}; ALTER ROLE {name} NOINHERIT; GRANT {owner} TO {name}");

        var outcome = await bench.RunAsync("reports", "grant", name);

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Error.ShouldContain("by rights that it has otherwise: jobs.");
        await schema.RunAsync($"ALTER TABLE {schema.Quoted}.jobs OWNER TO CURRENT_USER");
    }

    [Fact]
    public async Task A_right_that_everybody_has_outlives_a_revoke_and_is_told()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);
        await schema.RunAsync(
            $"GRANT USAGE ON SCHEMA {schema.Quoted} TO PUBLIC; GRANT SELECT ON {string.Join(", ", Views.Select(view => $"{schema.Quoted}.{view}"))} TO PUBLIC;"
            + $"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema.Quoted} TO PUBLIC");

        var outcome = await bench.RunAsync("reports", "revoke", name);

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Error.ShouldContain($"{name} can still read the views, by rights that it has otherwise");
    }

    [Fact]
    public async Task A_store_without_views_a_server_that_is_away_and_another_store_are_told_apart()
    {
        await using var schema = await FilledAsync();
        await using var bench = await StartAsync(schema);
        var name = ReportSchema.NewRole("reader");
        await using var reader = await schema.AddRoleAsync(name);

        bench.Settings["Store:Schema"] = "none";
        var without = await bench.RunAsync("reports", "grant", name);
        bench.Settings["Store:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=u;Password=hidden";
        var away = await bench.RunAsync("reports", "grant", name);
        bench.Settings["Store:ConnectionString"] = new NpgsqlConnectionStringBuilder(ReportSchema.ConnectionStringOf(name)) { Password = "hidden" }.ConnectionString;
        var wrong = await bench.RunAsync("reports", "grant", name);
        (bench.Settings["Store:Provider"], bench.Settings["Store:ConnectionString"]) = ("Sqlite", null);
        var other = await bench.RunAsync("reports", "grant", name);

        new[] { without.Code, away.Code, wrong.Code, other.Code }.ShouldAllBe(code => code == ExitCodes.CouldNot);
        without.Error.ShouldContain("has no views for reports in the schema none. Start Batchline on it once");
        away.Error.ShouldContain("PostgreSQL did not do it: Failed to connect to 127.0.0.1:1");
        other.Error.ShouldContain("Only PostgreSQL has users to grant rights to: set POSTGRES_URI or DATABASE_URL to it.");
        (away.All + wrong.All).ShouldNotContain("hidden");
    }

    private static async Task<ReportSchema> FilledAsync()
    {
        var schema = await ReportSchema.CreateAsync();
        await schema.AddAccountAsync();
        await schema.AddJobAsync("J1", """{"JobTotalPrice":"5","JobNotes":"\u0000","Tags":["a"],"Team":[{"id":1}],"LineItems":[{"Taxable":true,"Price":1}]}""");

        // Everybody may call functions, unless an administrator took that away.
        await schema.RunAsync($"REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema.Quoted} FROM PUBLIC");
        return schema;
    }

    private static async Task<CommandBench> StartAsync(ReportSchema schema)
    {
        var bench = await CommandBench.StartAsync();
        bench.Settings["Store:Provider"] = "Postgres";
        bench.Settings["Store:ConnectionString"] = PostgresServer.Uri;
        bench.Settings["Store:Schema"] = schema.Name;
        return bench;
    }

    /// <summary>The code of the server's error.</summary>
    private static async Task<string?> RefusalAsync(ReportSchema schema, NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync(Cancelled);
        return (await Should.ThrowAsync<PostgresException>(() => schema.QueryAsync(connection, sql))).SqlState;
    }

    /// <summary>All rights on the schema and on what is in it.</summary>
    private static async Task<string> RightsAsync(ReportSchema schema)
    {
        var rights = await schema.QueryAsync($"""
            SELECT (SELECT nspacl::text FROM pg_namespace WHERE oid = to_regnamespace('{schema.Quoted}')),
                (SELECT string_agg(relname || relacl::text, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = to_regnamespace('{schema.Quoted}')),
                (SELECT string_agg(proname || proacl::text, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = to_regnamespace('{schema.Quoted}'))
            """);
        return string.Join('\n', rights.Rows.ShouldHaveSingleItem());
    }
}
