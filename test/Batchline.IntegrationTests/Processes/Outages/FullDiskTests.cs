using Batchline.IntegrationTests.PostgresServers;

namespace Batchline.IntegrationTests.Processes.Outages;

[Collection(ByTheClock.OnPostgres)]
public sealed class FullDiskTests
{
    [Fact]
    public async Task While_the_servers_disk_is_full_the_program_says_so_and_work_goes_on_when_it_has_room()
    {
        using var server = OwnPostgres.StartOnSmallDisk("64m");
        await using var run = await OutageRun.BeginAsync(server);

        server.FillDisk();
        await run.UnreadyAsync("PostgreSQL has no space left. Free space on its disk");
        server.FreeDisk();

        await run.ReadyAsync();
        await run.ShouldEndWellAsync(repeated: 8);
    }
}
