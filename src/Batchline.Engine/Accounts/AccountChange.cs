namespace Batchline.Engine.Accounts;

/// <summary>The fields of an account to set, and no others: changes of different fields do not undo each other. Null leaves a field as it is.</summary>
public sealed record AccountChange : PacePatch
{
    public AccountChange()
    {
    }

    public AccountChange(PacePatch pace)
        : base(pace)
    {
    }

    public string? Name { get; init; }
    public string? WorkizApiKey { get; init; }
    public string? KeyFingerprint { get; init; }

    /// <summary>
    /// The stored key that the new one was made from. If another one is stored by now, nothing is written. Null: whatever is
    /// stored.
    /// </summary>
    public string? KeyWas { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>"" removes it.</summary>
    public string? WebhookSecretHash { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
