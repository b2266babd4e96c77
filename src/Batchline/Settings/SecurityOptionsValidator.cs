using Batchline.Security;

namespace Batchline.Settings;

internal sealed class SecurityOptionsValidator(SettingsSection<StoreOptions> store) : SectionValidator<SecurityOptions>("Security")
{
    protected override void Check(SecurityOptions options, Action<string, string> fault)
    {
        CheckToken(options.ApiToken, nameof(options.ApiToken), fault);
        CheckToken(options.CronSecret, nameof(options.CronSecret), fault);
        if (options.EncryptionKey is { } key && !EncryptionKey.TryParse(key, out _))
            fault(nameof(options.EncryptionKey), "is not base64 of 32 bytes");
        if (options.PreviousEncryptionKeys.Any(previous => !EncryptionKey.TryParse(previous, out _)))
            fault(nameof(options.PreviousEncryptionKeys), "one of them is not base64 of 32 bytes");
        if (options.EncryptionKey is null && store.Read().Provider == StoreProvider.Mongo)
            fault(nameof(options.EncryptionKey), "is required with Mongo: its nodes must share one key. Make one with: openssl rand -base64 32");
    }

    private static void CheckToken(string? token, string key, Action<string, string> fault)
    {
        if (token is not null && !token.All(character => character is > ' ' and <= '~'))
            fault(key, "must be printable ASCII characters without spaces, to fit into a header");
    }
}
