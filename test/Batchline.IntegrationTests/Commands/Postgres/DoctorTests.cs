using Batchline.Commands.Shell;
using Batchline.IntegrationTests.PostgresServers;

namespace Batchline.IntegrationTests.Commands.Postgres;

/// <summary>What the doctor says of the real server.</summary>
[Collection(CommandTests.Name)]
public sealed class DoctorTests
{
    private const string EncryptionKey = "c2l4dGVlbiBhbmQgc2l4dGVlbiBhcmUgdGhpcnR5MiE=";

    [Fact]
    public async Task The_doctor_names_the_server_without_user_and_password()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var bench = await StartAsync(database.Uri);

        var outcome = await bench.RunAsync("doctor", "--json");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        var uri = new Uri(database.Uri);
        outcome.Output.ShouldMatch($"It answers: PostgreSQL [0-9.]+ at {uri.Host}:{uri.Port}, database {database.Name}, schema batchline\\.\"");
        outcome.All.ShouldNotContain(uri.UserInfo.Split(':')[1]);
    }

    [Fact]
    public async Task The_doctor_says_that_a_pooler_stands_before_the_server()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        using var pooler = PgBouncer.Start(database.Uri);
        await using var bench = await StartAsync(pooler.Uri);

        var outcome = await bench.RunAsync("doctor", "--json");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        outcome.Output.ShouldContain($":{new Uri(pooler.Uri).Port}, database {database.Name}, schema batchline, through a pooler.\"");
    }

    [Fact]
    public async Task A_user_that_may_only_use_a_schema_made_for_it_can_start()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var role = "owner_" + database.Name;
        await RunAsync(database, $"CREATE ROLE \"{role}\" LOGIN PASSWORD 'secret of it'; CREATE SCHEMA batchline AUTHORIZATION \"{role}\"");
        await using var bench = await StartAsync(new UriBuilder(database.Uri) { UserName = role, Password = Uri.EscapeDataString("secret of it") }.ToString());

        var outcome = await bench.RunAsync("doctor");

        outcome.Code.ShouldBe(ExitCodes.Success, outcome.ToString());
        await RunAsync(database, $"DROP OWNED BY \"{role}\" CASCADE; DROP ROLE \"{role}\"");
    }

    [Fact]
    public async Task Settings_without_an_address_name_the_variables_that_hold_it()
    {
        await using var bench = await CommandBench.StartAsync();
        bench.Settings["Store:Provider"] = "Postgres";
        bench.Settings["Security:EncryptionKey"] = EncryptionKey;

        var outcome = await bench.RunAsync("doctor", "--json");

        outcome.Code.ShouldBe(ExitCodes.SomeFailed, outcome.ToString());
        outcome.Output.ShouldContain("Store:ConnectionString: is required with Postgres: set it, or POSTGRES_URI or DATABASE_URL, to postgres://user:password@host:5432/database");
    }

    private static async Task RunAsync(PostgresDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<CommandBench> StartAsync(string address)
    {
        var bench = await CommandBench.StartAsync();
        bench.Settings["Store:Provider"] = "Postgres";
        bench.Settings["Store:ConnectionString"] = address;
        bench.Settings["Security:EncryptionKey"] = EncryptionKey;
        return bench;
    }
}
