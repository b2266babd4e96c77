using Batchline.Engine.Accounts;
using Batchline.Security;

namespace Batchline.Start;

/// <summary>
/// Before the server listens, re-encrypts what older encryption keys encrypted, so that these can be removed from the
/// settings. Plain keys stay plain, because other programs read them.
/// </summary>
internal sealed partial class KeyRotation(
    IAccountStore accounts, AccountKeys keys, TimeProvider clock, ILogger<KeyRotation> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Without older keys there is nothing that could be read and re-encrypted, so a start reads no account.
        if (!keys.HasOlder)
            return;
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            foreach (var account in page.Where(keys.IsOutdated))
                await RotateAsync(account, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RotateAsync(Account account, CancellationToken cancellationToken)
    {
        try
        {
            var outdated = account;
            while (outdated is not null && await TryRotateAsync(outdated, cancellationToken) == AccountWrite.KeyChanged)
            {
                // A person was faster. Another process may still encrypt with the older key, so check the new one too.
                outdated = await accounts.GetAsync(account.Id, cancellationToken) is { } changed && keys.IsOutdated(changed) ? changed : null;
            }
        }
        catch (KeyUnreadableException e)
        {
            LogUnreadable(account.Id, e.Message);
        }
    }

    private async Task<AccountWrite> TryRotateAsync(Account account, CancellationToken cancellationToken)
    {
        if (keys.Open(account) is not { } token)
            return AccountWrite.NotFound;
        var change = new AccountChange
        {
            WorkizApiKey = keys.Protect(token),
            KeyFingerprint = keys.Fingerprint(token),
            KeyWas = account.WorkizApiKey,
            UpdatedAt = clock.GetUtcNow(),
        };
        var written = await accounts.UpdateAsync(account.Id, change, cancellationToken);
        if (written == AccountWrite.Done)
            LogRotated(account.Id);
        else if (written == AccountWrite.DuplicateKey)
            LogDuplicate(account.Id);
        return written;
    }

    [LoggerMessage(604, LogLevel.Information, "The key of the account {AccountId} is encrypted with the current encryption key now")]
    private partial void LogRotated(AccountId accountId);

    [LoggerMessage(605, LogLevel.Warning, "The key of the account {AccountId} cannot be read: {Reason}")]
    private partial void LogUnreadable(AccountId accountId, string reason);

    [LoggerMessage(609, LogLevel.Warning, "The account {AccountId} has the same key as another account and stays encrypted with an older encryption key. Remove one of the two accounts before you drop the older encryption key")]
    private partial void LogDuplicate(AccountId accountId);
}
