using Npgsql;

namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>What the tests of the store rely on in their servers.</summary>
public sealed class PostgresServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_of_a_test_is_empty_and_dropped_at_its_end()
    {
        string uri;
        await using (var database = await PostgresServer.CreateDatabaseAsync())
        {
            uri = database.Uri;
            (await ReadAsync<long>(database.Source, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).ShouldBe(0);
        }

        await using var gone = Source(uri);
        (await Should.ThrowAsync<PostgresException>(() => ReadAsync<int>(gone, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidCatalogName);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task A_server_that_ended_starts_again_with_what_was_committed(string end)
    {
        using var server = OwnPostgres.Start();
        await using var source = Source(server.Uri);
        await RunAsync(source, "CREATE TABLE kept (a int)");
        await RunAsync(source, "INSERT INTO kept VALUES (7)");

        if (end == "kill")
            server.Kill();
        else
            server.Stop(end == "fast" ? StopMode.Fast : StopMode.Immediate);
        source.Clear();
        (await Should.ThrowAsync<NpgsqlException>(() => ReadAsync<int>(source, "SELECT a FROM kept"))).IsTransient.ShouldBeTrue();
        server.StartAgain();

        (await ReadAsync<int>(source, "SELECT a FROM kept")).ShouldBe(7);
    }

    [Fact]
    public async Task A_setting_of_a_test_applies()
    {
        using var server = OwnPostgres.Start("max_connections=20");
        await using var source = Source(server.Uri);

        (await ReadAsync<string>(source, "SHOW max_connections")).ShouldBe("20");
        (await ReadAsync<string>(source, "SHOW synchronous_commit")).ShouldBe("on");
    }

    [Fact]
    public async Task A_full_disk_refuses_rows_with_53100_until_there_is_room()
    {
        using var server = OwnPostgres.StartOnSmallDisk("64m");
        await using var source = Source(server.Uri);
        await RunAsync(source, "CREATE TABLE filled (a text)");
        const string Insert = "INSERT INTO filled SELECT md5(i::text) FROM generate_series(1, 5000) i";

        server.FillDisk();
        (await Should.ThrowAsync<PostgresException>(() => RunAsync(source, Insert))).SqlState.ShouldBe(PostgresErrorCodes.DiskFull);
        server.FreeDisk();
        await RunAsync(source, Insert);

        (await ReadAsync<long>(source, "SELECT count(*) FROM filled")).ShouldBe(5000);
    }

    [Fact]
    public async Task A_session_of_PgBouncer_is_not_the_servers_and_it_starts_again()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        using var pooler = PgBouncer.Start(database.Uri);
        await using var source = Source(pooler.Uri);

        await using (var connection = await source.OpenConnectionAsync(Token))
        {
            await using var command = new NpgsqlCommand("SELECT pg_backend_pid(), current_database()", connection);
            await using var reader = await command.ExecuteReaderAsync(Token);
            (await reader.ReadAsync(Token)).ShouldBeTrue();
            reader.GetInt32(0).ShouldNotBe(connection.ProcessID);
            reader.GetString(1).ShouldBe(database.Name);
        }

        pooler.Kill();
        await Should.ThrowAsync<NpgsqlException>(() => ReadAsync<int>(source, "SELECT 1"));
        pooler.StartAgain();

        (await ReadAsync<int>(source, "SELECT 1")).ShouldBe(1);
    }

    private static NpgsqlDataSource Source(string uri) => NpgsqlDataSource.Create(PostgresUri.ConnectionString(uri));

    private static async Task RunAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<T> ReadAsync<T>(NpgsqlDataSource source, string query)
    {
        await using var command = source.CreateCommand(query);
        return (await command.ExecuteScalarAsync(Token)).ShouldBeOfType<T>();
    }
}
