using Batchline.Commands.Shell;
using Batchline.Security;

namespace Batchline.IntegrationTests.Commands;

/// <summary>The file with the encryption key of the embedded database is lost, or is that of another installation.</summary>
[Collection(CommandTests.Name)]
public sealed class LostKeyTests : IAsyncLifetime
{
    private const string OtherKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private CommandBench? _bench;

    private CommandBench Bench => _bench ?? throw new InvalidOperationException("Not started.");

    private string KeyFile => EncryptionKeyFile.PathIn(Bench.Settings["Store:DataDirectory"]!);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await CommandBench.StartAsync();
        await Bench.AddAccountsAsync();
    }

    public ValueTask DisposeAsync() => Bench.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lost_key_file_is_not_replaced_and_the_program_says_what_to_do(bool leavesItEmpty)
    {
        var key = await File.ReadAllTextAsync(KeyFile, Cancel);
        File.Delete(KeyFile);
        if (leavesItEmpty)
            await File.WriteAllTextAsync(KeyFile, "", Cancel);

        var refused = await Bench.RunAsync("sync");

        refused.Code.ShouldBe(ExitCodes.CouldNot);
        refused.Error.Trim().ShouldBe(
            $"batchline: The file {KeyFile} is gone, and with it the encryption key of the Workiz keys of 2 accounts. Put it back from a backup; "
            + "or start with Security:AcceptLostKeys=true and give each account its Workiz key again: batchline accounts set NAME --key-prompt.");
        EncryptionKeyFile.IsMissing(Bench.Settings["Store:DataDirectory"]!).ShouldBeTrue();
        await File.WriteAllTextAsync(KeyFile, key, Cancel);
        (await Bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
    }

    [Fact]
    public async Task The_key_file_of_another_installation_is_refused()
    {
        await File.WriteAllTextAsync(KeyFile, OtherKey, Cancel);

        var file = await Bench.RunAsync("accounts", "list");
        Bench.Settings["Security:EncryptionKey"] = OtherKey;
        var setting = await Bench.RunAsync("accounts", "list");

        (file.Code, setting.Code).ShouldBe((ExitCodes.CouldNot, ExitCodes.CouldNot));
        file.Error.ShouldStartWith($"batchline: The encryption key in the file {KeyFile} is another than the one that the Workiz keys of 2 accounts were encrypted with.");
        setting.Error.ShouldStartWith("batchline: The encryption key in Security:EncryptionKey is another than the one that the Workiz keys of 2 accounts were encrypted with.");
        (file.All + setting.All).ShouldNotContain(OtherKey);
    }

    [Fact]
    public async Task Without_the_key_file_one_goes_on_by_setting_the_Workiz_keys_again()
    {
        File.Delete(KeyFile);
        Bench.Settings["Security:AcceptLostKeys"] = "true";
        (await Bench.RunWithInputAsync(Bench.Simulator.Tokens[0], "accounts", "set", "Account 0", "--key-stdin")).Code.ShouldBe(ExitCodes.Success);
        Bench.Settings["Security:AcceptLostKeys"] = null;
        (await Bench.RunWithInputAsync(Bench.Simulator.Tokens[1], "accounts", "set", "Account 1", "--key-stdin")).Code.ShouldBe(ExitCodes.Success);

        var sync = await Bench.RunAsync("sync");

        sync.Code.ShouldBe(ExitCodes.Success, sync.ToString());
    }

    [Fact]
    public async Task A_new_key_file_may_be_made_when_the_old_key_is_named_as_a_previous_one()
    {
        Bench.Settings["Security:PreviousEncryptionKeys"] = await File.ReadAllTextAsync(KeyFile, Cancel);
        File.Delete(KeyFile);

        (await Bench.RunAsync("sync")).Code.ShouldBe(ExitCodes.Success);
    }
}
