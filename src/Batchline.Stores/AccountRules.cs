using Batchline.Engine.Accounts;

namespace Batchline.Stores;

/// <summary>How an account changes.</summary>
internal static class AccountRules
{
    public static Account Change(Account old, AccountChange change) => old with
    {
        Name = change.Name ?? old.Name,
        WorkizApiKey = change.WorkizApiKey ?? old.WorkizApiKey,
        KeyFingerprint = change.KeyFingerprint ?? old.KeyFingerprint,
        Enabled = change.Enabled ?? old.Enabled,
        Deleting = change.Deleting ?? old.Deleting,
        Pace = change.Pace ?? old.Pace,
        WebhookSecretHash = change.WebhookSecretHash switch
        {
            null => old.WebhookSecretHash,
            "" => null,
            var hash => hash,
        },
        UpdatedAt = change.UpdatedAt,
    };
}
