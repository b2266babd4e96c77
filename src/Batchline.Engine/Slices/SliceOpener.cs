using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;
using Batchline.Engine.Leases;
using Batchline.Engine.Pace;
using Batchline.Engine.Records;
using Batchline.Engine.Sending;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices;

/// <summary>Gathers what a slice needs: the account, its key and its pace.</summary>
internal sealed class SliceOpener(
    IAccountStore accounts, DeletedAccounts deleted, IAccountKeys keys, WorkizAccess workiz, Recorder recorder, IOptions<WorkizOptions> options)
{
    /// <summary>Null: the account was deleted, and nothing waits for it any more.</summary>
    public async Task<Slice?> OpenAsync(AccountId id, Lease lease, SliceLimits limits)
    {
        if (await lease.SureAsync(cancellationToken => accounts.GetAsync(id, cancellationToken)) is not { } account)
        {
            await deleted.EndAsync(id, lease);
            return null;
        }
        var terms = PaceTerms.Of(account.Pace, options.Value);
        var interval = Pacer.Interval(terms, lease.Head.Body.Pace);
        lease.SetPace(interval, Pacer.LongestWait(terms, interval));
        return new Slice(account, Open(account), lease, new PacedSender(lease, terms, workiz), new ReadAhead(recorder, id), limits);
    }

    private SliceKey Open(Account account)
    {
        try
        {
            var token = keys.Open(account);
            return new SliceKey(token, "The account has no Workiz API key. Set one.", token is null ? null : keys.Fingerprint(token));
        }
        catch (KeyUnreadableException unreadable)
        {
            return new SliceKey(null, unreadable.Message);
        }
    }
}
