using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Workiz;
using Batchline.Security;
using Batchline.Settings.Sections;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class AccountKeysTests
{
    private static readonly EncryptionKey Current = Key(1);
    private static readonly EncryptionKey Former = Key(2);

    [Fact]
    public void What_is_protected_opens_again()
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, []));

        Gen.String[1, 200].Sample(
            text => keys.Open(Account(keys.Protect(new WorkizToken(text))))!.Reveal() == System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)),
            iter: 500);
    }

    [Fact]
    public void S8_the_stored_form_names_the_encryption_key_and_hides_the_account_key()
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, []));

        var stored = keys.Protect(new WorkizToken("api_abcdefgh"));

        stored.ShouldStartWith($"enc:v1:{Current.Id}:");
        stored.ShouldNotContain("abcdefgh");
        keys.Protect(new WorkizToken("api_abcdefgh")).ShouldNotBe(stored);
    }

    [Fact]
    public void Any_changed_character_is_noticed()
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, [Former]));
        var stored = keys.Protect(new WorkizToken("api_abcdefghij"));

        for (var i = "enc:v1:".Length; i < stored.Length; i++)
        {
            var changed = stored[..i] + (stored[i] == 'A' ? 'B' : 'A') + stored[(i + 1)..];
            Should.Throw<KeyUnreadableException>(() => keys.Open(Account(changed)), $"character {i}");
        }
    }

    [Theory]
    [InlineData("enc:v1:")]
    [InlineData("enc:v1:00000000")]
    [InlineData("enc:v1:{0}")]
    [InlineData("enc:v1:{0}:")]
    [InlineData("enc:v1:{0}:AAAA")]
    [InlineData("enc:v1:{0}:not base64")]
    public void A_damaged_form_is_unreadable_and_nothing_worse(string stored)
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, []));

        Should.Throw<KeyUnreadableException>(() => keys.Open(Account(string.Format(null, stored, Current.Id))));
    }

    [Fact]
    public void After_a_rotation_old_forms_still_open_and_are_known_as_outdated()
    {
        var stored = Account(new AccountKeys(new EncryptionKeyRing(Former, [])).Protect(new WorkizToken("key")));
        var rotated = new AccountKeys(new EncryptionKeyRing(Current, [Former]));

        rotated.Open(stored)!.Reveal().ShouldBe("key");
        rotated.IsOutdated(stored).ShouldBeTrue();
        rotated.IsOutdated(Account(rotated.Protect(new WorkizToken("key")))).ShouldBeFalse();
    }

    [Fact]
    public void Without_the_old_encryption_key_nothing_of_it_opens()
    {
        var stored = Account(new AccountKeys(new EncryptionKeyRing(Former, [])).Protect(new WorkizToken("key")));

        Should.Throw<KeyUnreadableException>(() => new AccountKeys(new EncryptionKeyRing(Current, [])).Open(stored));
    }

    [Fact]
    public void A_plain_key_of_another_program_is_used_as_it_is()
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, []));

        keys.Open(Account("api_plain"))!.Reveal().ShouldBe("api_plain");
        keys.IsOutdated(Account("api_plain")).ShouldBeFalse();
        keys.Open(Account(null)).ShouldBeNull();
        keys.Open(Account("")).ShouldBeNull();
    }

    [Fact]
    public void Fingerprints_are_equal_for_equal_keys_of_one_installation_only()
    {
        var keys = new AccountKeys(new EncryptionKeyRing(Current, []));
        var elsewhere = new AccountKeys(new EncryptionKeyRing(Former, []));

        keys.Fingerprint(new WorkizToken("a")).ShouldBe(keys.Fingerprint(new WorkizToken("a")));
        keys.Fingerprint(new WorkizToken("a")).ShouldNotBe(keys.Fingerprint(new WorkizToken("b")));
        keys.Fingerprint(new WorkizToken("a")).ShouldNotBe(elsewhere.Fingerprint(new WorkizToken("a")));
    }

    private static EncryptionKey Key(byte seed)
    {
        EncryptionKey.TryParse(Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)]), out var key).ShouldBeTrue();
        return key!;
    }

    private static Account Account(string? key) =>
        new() { Id = new AccountId("0123456789abcdef01234567"), Name = "Account", WorkizApiKey = key };
}
