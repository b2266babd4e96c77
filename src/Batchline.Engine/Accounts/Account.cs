namespace Batchline.Engine.Accounts;

/// <summary>One Workiz account: a business whose jobs are kept in step.</summary>
public sealed record Account
{
    public required AccountId Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The key as stored: encrypted by Batchline, or plain if another program wrote it. Null: none.</summary>
    public string? WorkizApiKey { get; init; }

    /// <summary>A keyed hash of the key; equal keys have equal fingerprints. Null while the key is stored plain.</summary>
    public string? KeyFingerprint { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Set once a deletion has begun.</summary>
    public AccountDeletion? Deletion { get; init; }

    /// <summary>The account is being deleted; no operation may begin on it.</summary>
    public bool Deleting => Deletion is not null;

    /// <summary>The SHA-256, in hex, of the secret that incoming webhooks must show; null: none are accepted.</summary>
    public string? WebhookSecretHash { get; init; }

    public AccountPace Pace { get; init; } = new();
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
}
