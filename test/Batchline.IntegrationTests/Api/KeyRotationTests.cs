using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.IntegrationTests.InProcess;
using Batchline.Settings.Sections;

namespace Batchline.IntegrationTests.Api;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task A_start_with_a_new_encryption_key_encrypts_anew_what_the_old_one_did()
    {
        var (old, current) = (EncryptionKey.Generate(), EncryptionKey.Generate());
        using var directory = new TemporaryDirectory();
        var account = await MakeAccountAsync(directory, ("Security:EncryptionKey", old));

        var rotated = await ReadAsync(directory, account, ("Security:EncryptionKey", current), ("Security:PreviousEncryptionKeys", old));

        EncryptionKey.TryParse(current, out var key).ShouldBeTrue();
        rotated.WorkizApiKey.ShouldStartWith($"enc:v1:{key!.Id}:");
        (await ReadAsync(directory, account, ("Security:EncryptionKey", current))).WorkizApiKey.ShouldBe(rotated.WorkizApiKey);
    }

    [Fact]
    public async Task Without_the_old_key_the_account_stays_as_it_is_and_the_server_starts_when_told_to()
    {
        using var directory = new TemporaryDirectory();
        var account = await MakeAccountAsync(directory, ("Security:EncryptionKey", EncryptionKey.Generate()));
        var before = await ReadAsync(directory, account, ("Security:EncryptionKey", EncryptionKey.Generate()), ("Security:AcceptLostKeys", "true"));

        await using var server = await ApiServer.StartAsync(
            null,
            ("Store:DataDirectory", directory.Path),
            ("Security:EncryptionKey", EncryptionKey.Generate()),
            ("Security:AcceptLostKeys", "true"));
        var test = await server.PostAsync($"/api/accounts/{account}/test");

        before.WorkizApiKey.ShouldStartWith("enc:v1:");
        test["ok"].GetBoolean().ShouldBeFalse();
        (await server.GetAsync($"/api/accounts/{account}"))["keyHint"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private static async Task<string> MakeAccountAsync(TemporaryDirectory directory, params (string, string)[] settings)
    {
        await using var server = await ApiServer.StartAsync(null, [("Store:DataDirectory", directory.Path), .. settings]);
        return await server.AddAccountAsync();
    }

    private static async Task<Account> ReadAsync(TemporaryDirectory directory, string account, params (string, string)[] settings)
    {
        await using var server = await ApiServer.StartAsync(null, [("Store:DataDirectory", directory.Path), .. settings]);
        return (await server.Service<IAccountStore>().GetAsync(new AccountId(account), TestContext.Current.CancellationToken))!;
    }
}
