using Batchline.Commands.Shell;
using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Commands;

/// <summary>A database that cannot be used ends the real program with one sentence and code 2.</summary>
[Collection(CommandTests.Name)]
public sealed class StartRefusedTests : IAsyncLifetime
{
    private CommandBench? _bench;

    private CommandBench Bench => _bench ?? throw new InvalidOperationException("Not started.");

    private string Directory => Bench.Settings["Store:DataDirectory"]!;

    private string Database => Path.Combine(Directory, "batchline.db");

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.StartAsync();
        await Bench.AddAccountsAsync();
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    [Theory]
    [InlineData("serve", "--urls", "http://127.0.0.1:0")]
    [InlineData("sync", "--quiet")]
    public async Task It_is_told_in_one_sentence_what_is_wrong_with_the_database(params string[] command)
    {
        Execute("PRAGMA user_version = 99");
        await ShouldEndAsync(command, "has version 99, and this program knows versions up to");
        Execute("PRAGMA user_version = 1; INSERT INTO migrations (name) VALUES ('0099-later')");
        await ShouldEndAsync(command, "was changed by 0099-later, which this program does not know. Start the newer program");
        Damage(100, 3000);
        await ShouldEndAsync(command, "its file is damaged. Stop the program, restore a backup");
        Damage(0, 5000);
        await ShouldEndAsync(command, "its file is no SQLite database. Stop the program, restore a backup");
        File.Delete(Database);
        System.IO.Directory.CreateDirectory(Database);
        await ShouldEndAsync(command, "Give the user that runs this program the right to read and write");
    }

    private async Task ShouldEndAsync(string[] command, string told)
    {
        var outcome = await CommandBench.EndAsync(Bench.Begin(command));

        outcome.Code.ShouldBe(ExitCodes.CouldNot, outcome.ToString());
        outcome.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("batchline: ");
        outcome.Error.ShouldContain(told);
        outcome.Output.ShouldBeEmpty();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Damage(int from, int length)
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Write);
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)'x', length).ToArray());
    }
}
