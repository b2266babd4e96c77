using Batchline.Engine.Accounts;
using Batchline.Engine.Drivers;

namespace Batchline.Api.Accounts;

/// <summary>Changes accounts.</summary>
internal sealed class AccountEditor(
    IAccountStore accounts, IAccountKeys keys, AccountUnblocker unblocker, WorkSignal work, TimeProvider clock)
{
    public async Task<AccountWrite> ChangeAsync(AccountPatch patch, CancellationToken cancellationToken)
    {
        if (await accounts.GetAsync(patch.Id, cancellationToken) is not { } before)
            return AccountWrite.NotFound;
        var pace = patch.PaceOver(before.Pace);
        var change = new AccountChange
        {
            Name = patch.Name,
            WorkizApiKey = patch.Key is { } key ? keys.Protect(key) : null,
            KeyFingerprint = patch.Key is { } same ? keys.Fingerprint(same) : null,
            Enabled = patch.Enabled,
            Pace = pace == before.Pace ? null : pace,
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
