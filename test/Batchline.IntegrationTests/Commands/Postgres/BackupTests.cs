using System.Diagnostics;
using Batchline.Commands.Shell;
using Batchline.IntegrationTests.Documents;
using Batchline.IntegrationTests.PostgresServers;

namespace Batchline.IntegrationTests.Commands.Postgres;

/// <summary>The commands of the operations guide for a backup, on the real server.</summary>
[Collection(CommandTests.Name)]
public sealed class BackupTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_backup_has_every_byte_and_syncs_on()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var bench = await CommandBench.StartAsync();
        bench.Settings["Store:Provider"] = "Postgres";
        bench.Settings["Store:ConnectionString"] = database.Uri;
        bench.Settings["Security:EncryptionKey"] = "c2l4dGVlbiBhbmQgc2l4dGVlbiBhcmUgdGhpcnR5MiE=";
        await bench.AddAccountsAsync();
        (await bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
        var stored = await bench.RunAsync("jobs", "export");
        var blocks = DocBlock.Of("docs/operations.md").Where(block => block.Needs == "DATABASE_URL").ToList();
        var directory = Directory.CreateTempSubdirectory("batchline-backup-");
        try
        {
            await RunAsync(blocks[0], directory, database.Uri);
            await using (var delete = database.Source.CreateCommand("DELETE FROM batchline.jobs"))
                await delete.ExecuteNonQueryAsync(Cancelled);
            await RunAsync(blocks[1], directory, database.Uri);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        var restored = await bench.RunAsync("jobs", "export");
        var synced = await bench.RunAsync("sync");

        blocks.Count.ShouldBe(2);
        stored.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(30);
        restored.Output.ShouldBe(stored.Output);
        synced.Code.ShouldBe(ExitCodes.Success, synced.ToString());
    }

    private static async Task RunAsync(DocBlock block, DirectoryInfo directory, string address)
    {
        var start = new ProcessStartInfo("bash", ["-euc", block.Text]) { WorkingDirectory = directory.FullName, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DATABASE_URL"] = address;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Cancelled), process.StandardError.ReadToEndAsync(Cancelled));
        await process.WaitForExitAsync(Cancelled);
        process.ExitCode.ShouldBe(0, $"{block.Text}\n{await output}\n{await error}");
    }
}
