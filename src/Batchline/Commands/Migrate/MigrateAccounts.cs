using System.Security.Cryptography;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Security;

namespace Batchline.Commands.Migrate;

/// <summary>Copies accounts with their keys, and what their heads know: pace, listing, last sync.</summary>
internal sealed class MigrateAccounts(MigratePlace source, MigratePlace target, MigrateCounts counts)
{
    private const string Owner = "migration";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // A store takes a write with the id of the one before for its repetition, and another migration may have written that.
    private readonly string _run = RandomNumberGenerator.GetHexString(24, lowercase: true);

    public async Task CopyAsync(CancellationToken cancellationToken)
    {
        await foreach (var page in source.Accounts.PagesAsync(cancellationToken))
        {
            foreach (var account in page)
                await CopyAsync(account, cancellationToken);
            foreach (var head in await source.Heads.ReadAsync([.. page.Select(account => account.Id)], cancellationToken))
                await CopyAsync(head, cancellationToken);
        }
    }

    private async Task CopyAsync(Account account, CancellationToken cancellationToken)
    {
        counts.Accounts.Add(account.Id);
        if (await target.Accounts.GetAsync(account.Id, cancellationToken) is not null)
            return;
        if (await target.Accounts.AddAsync(WithKeyForTarget(account), cancellationToken) == AccountWrite.DuplicateKey)
            counts.Notes.Add($"The account {account.Name} ({account.Id}) was not copied: another one there has the same key.");
    }

    /// <summary>A plain key stays plain: other programs may read it.</summary>
    private Account WithKeyForTarget(Account account)
    {
        if (AccountKeys.IsPlain(account))
            return account;
        try
        {
            return source.Keys.Open(account) is { } token
                ? account with { WorkizApiKey = target.Keys.Protect(token), KeyFingerprint = target.Keys.Fingerprint(token) }
                : account;
        }
        catch (KeyUnreadableException e)
        {
            counts.Notes.Add($"The key of the account {account.Name} ({account.Id}) was not copied: {e.Message} Set it anew.");
            return account with { WorkizApiKey = null, KeyFingerprint = null };
        }
    }

    /// <summary>As jobs do, a head moves only forward: the target may have worked on since the last migration.</summary>
    private async Task CopyAsync(HeadView head, CancellationToken cancellationToken)
    {
        if (await target.Heads.AcquireAsync(head.AccountId, Owner, Lease, leader: null, cancellationToken) is not { } held)
            throw Busy(head.AccountId);
        var body = held.Body.LastSyncedAt > head.Body.LastSyncedAt ? held.Body : head.Body;
        var write = HeadWrite.GivingBack(held, _run, body) with { Wait = head.Wait };
        if (await target.Heads.CommitAsync(new Checkpoint { AccountId = head.AccountId, Head = write }, cancellationToken) is null)
            throw Busy(head.AccountId);
    }

    private static CouldNotException Busy(AccountId account) =>
        new($"A process works on the account {account} of the database to copy to. Stop it and try again.");
}
