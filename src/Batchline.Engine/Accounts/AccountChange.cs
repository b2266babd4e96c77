namespace Batchline.Engine.Accounts;

/// <summary>The fields of an account to set; null leaves a field as it is, so changes to different fields do not undo each other.</summary>
public sealed record AccountChange
{
    public string? Name { get; init; }
    public string? WorkizApiKey { get; init; }
    public string? KeyFingerprint { get; init; }

    /// <summary>
    /// The stored key that the new one was made from. If another one is stored by then, nothing is written. Null: whatever
    /// is stored.
    /// </summary>
    public string? KeyWas { get; init; }

    public bool? Enabled { get; init; }
    public NewValue<TimeSpan>? MinInterval { get; init; }
    public NewValue<int>? QuotaCalls { get; init; }
    public NewValue<TimeSpan>? QuotaWindow { get; init; }
    public NewValue<double>? QuotaShare { get; init; }

    /// <summary>"" removes it.</summary>
    public string? WebhookSecretHash { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
