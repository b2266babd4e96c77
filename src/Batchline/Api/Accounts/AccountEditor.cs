using Batchline.Engine.Accounts;
using Batchline.Engine.Drivers;

namespace Batchline.Api.Accounts;

/// <summary>Changes accounts.</summary>
internal sealed class AccountEditor(
    IAccountStore accounts, IAccountKeys keys, AccountUnblocker unblocker, WorkSignal work, TimeProvider clock)
{
    public async Task<AccountWrite> ChangeAsync(AccountPatch patch, CancellationToken cancellationToken)
    {
        var change = new AccountChange(patch.Pace)
        {
            Name = patch.Name,
            WorkizApiKey = patch.Key is { } key ? keys.Protect(key) : null,
            KeyFingerprint = patch.Key is { } same ? keys.Fingerprint(same) : null,
            Enabled = patch.Enabled,
            UpdatedAt = clock.GetUtcNow(),
        };
        var written = await accounts.UpdateAsync(patch.Id, change, cancellationToken);
        if (written == AccountWrite.Done && patch.Key is not null)
        {
            await unblocker.UnblockAsync(patch.Id, cancellationToken);
            work.Raise();
        }

        return written;
    }
}
