using Batchline.Settings.Reading;

namespace Batchline.Settings.Sections;

/// <summary>Section <c>Security</c>. None of its values may be logged or named in a fault.</summary>
internal sealed class SecurityOptions
{
    /// <summary>The bearer token of the API. Without one only loopback is served.</summary>
    public string? ApiToken { get; set; }

    /// <summary>The bearer token of the cron tick alone.</summary>
    public string? CronSecret { get; set; }

    /// <summary>Base64 of 32 bytes: encrypts the Workiz keys. Required with <c>Mongo</c> and <c>Postgres</c>.</summary>
    /// <value>a generated file in the data directory</value>
    public string? EncryptionKey { get; set; }

    /// <summary>Keys used before: what they encrypted is still read, and encrypted anew with the current key at start.</summary>
    public IReadOnlyList<string> PreviousEncryptionKeys { get; set; } = [];

    /// <summary><c>true</c>: start although the encryption key of the stored Workiz keys is lost. Each account then needs its Workiz key again.</summary>
    public bool AcceptLostKeys { get; set; }
}

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
        if (options.EncryptionKey is null && store.Read().Provider is (StoreProvider.Mongo or StoreProvider.Postgres) and var server)
            fault(nameof(options.EncryptionKey), $"is required with {server}: its nodes must share one key. Make one with: openssl rand -base64 32");
    }

    private static void CheckToken(string? token, string key, Action<string, string> fault)
    {
        if (token is not null && !token.All(character => character is > ' ' and <= '~'))
            fault(key, "must be printable ASCII characters without spaces, to fit into a header");
    }
}
