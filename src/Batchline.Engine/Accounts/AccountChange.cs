namespace Batchline.Engine.Accounts;

/// <summary>The fields of an account to set; null leaves a field as it is.</summary>
public sealed record AccountChange
{
    public string? Name { get; init; }
    public string? WorkizApiKey { get; init; }
    public string? KeyFingerprint { get; init; }
    public bool? Enabled { get; init; }
    public bool? Deleting { get; init; }

    /// <summary>Replaces all four pace fields when set.</summary>
    public AccountPace? Pace { get; init; }

    /// <summary>"" removes it.</summary>
    public string? WebhookSecretHash { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
