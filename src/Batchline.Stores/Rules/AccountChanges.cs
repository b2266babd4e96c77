using Batchline.Engine.Accounts;

namespace Batchline.Stores.Rules;

/// <summary>How an account changes.</summary>
internal static class AccountChanges
{
    public static Account Change(Account old, AccountChange change) => old with
    {
        Name = change.Name ?? old.Name,
        WorkizApiKey = change.WorkizApiKey ?? old.WorkizApiKey,
        KeyFingerprint = change.KeyFingerprint ?? old.KeyFingerprint,
        Enabled = change.Enabled ?? old.Enabled,
        Pace = change.ApplyTo(old.Pace),
        WebhookSecretHash = change.WebhookSecretHash switch
        {
            null => old.WebhookSecretHash,
            "" => null,
            var hash => hash,
        },
        UpdatedAt = change.UpdatedAt,
    };

    /// <summary>Whether the key is the one that was read, or already the new one, since the change may be a repetition.</summary>
    public static bool HasKeyFor(Account old, AccountChange change) =>
        change.KeyWas is null || old.WorkizApiKey == change.KeyWas || old.WorkizApiKey == change.WorkizApiKey;

    /// <summary>The account with its mark replaced; null if the mark is no longer the one that was read.</summary>
    public static Account? Mark(Account old, string? was, AccountDeletion? mark)
    {
        var stored = old.Deletion?.Id;
        return stored == was || stored == mark?.Id ? old with { Deletion = mark } : null;
    }
}
