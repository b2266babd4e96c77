using Batchline.Benchmarks.Staging;

namespace Batchline.IntegrationTests.Bench;

public sealed class PostgresDatabaseTests
{
    [Fact]
    public async Task Both_sides_of_a_comparison_have_an_empty_database_on_one_server()
    {
        _ = PostgresServers.PostgresServer.Uri; // Skips or fails when there is none to be had.

        await using var ours = await PostgresDatabase.StartAsync();
        await using var theirs = await ours.BesideAsync();

        (await WhoAsync(ours)).ShouldBe((ours.Name, new Uri(ours.Uri).Port));
        (await WhoAsync(theirs)).ShouldBe((theirs.Name, new Uri(ours.Uri).Port));
        theirs.Name.ShouldNotBe(ours.Name);
    }

    private static async Task<(string Name, int Port)> WhoAsync(PostgresDatabase database)
    {
        await using var command = database.Source.CreateCommand("SELECT current_database()::text, inet_server_port() WHERE NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        return (reader.GetString(0), reader.GetInt32(1));
    }
}
