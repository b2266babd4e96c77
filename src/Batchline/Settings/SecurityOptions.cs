namespace Batchline.Settings;

/// <summary>Section <c>Security</c>. None of its values may be logged or named in a fault.</summary>
internal sealed class SecurityOptions
{
    /// <summary>The bearer token of the API. Without one only loopback is served.</summary>
    public string? ApiToken { get; set; }

    /// <summary>The bearer token of the cron tick alone.</summary>
    public string? CronSecret { get; set; }

    /// <summary>Base64 of 32 bytes: encrypts the Workiz keys. Required with <c>Mongo</c>.</summary>
    /// <value>a generated file in the data directory</value>
    public string? EncryptionKey { get; set; }

    /// <summary>Keys used before: what they encrypted is still read, and encrypted anew with the current key at start.</summary>
    public IReadOnlyList<string> PreviousEncryptionKeys { get; set; } = [];

    /// <summary><c>true</c>: start although the encryption key of the stored Workiz keys is lost. Each account then needs its Workiz key again.</summary>
    public bool AcceptLostKeys { get; set; }
}
