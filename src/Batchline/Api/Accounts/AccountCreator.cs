using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>Makes accounts whose keys are stored encrypted.</summary>
internal sealed class AccountCreator(IAccountStore accounts, IAccountKeys keys, IdGenerator ids, TimeProvider clock)
{
    /// <summary>Null: another account has the key already.</summary>
    public async Task<Account?> CreateAsync(NewAccount wanted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = new AccountId(ids.Next()),
            Name = wanted.Name,
            WorkizApiKey = keys.Protect(wanted.Key),
            KeyFingerprint = keys.Fingerprint(wanted.Key),
            Enabled = wanted.Enabled,
            Pace = wanted.Pace,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return await accounts.AddAsync(account, cancellationToken) == AccountWrite.Done ? account : null;
    }
}
