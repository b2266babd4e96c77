using Batchline.Engine.Accounts;
using Batchline.Engine.Process;
using Batchline.Engine.Record;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices;

/// <summary>Gathers what a slice needs: the account, its key and its pace.</summary>
internal sealed class SliceOpener(
    IAccountStore accounts, IAccountKeys keys, RequestSlots slots, TimeProvider clock, IOptions<WorkizOptions> options)
{
    /// <summary>Null: the account was deleted.</summary>
    public async Task<Slice?> OpenAsync(AccountId id, Lease lease, SliceLimits limits)
    {
        if (await lease.SureAsync(cancellationToken => accounts.GetAsync(id, cancellationToken)) is not { } account)
            return null;
        var terms = PaceTerms.Of(account.Pace, options.Value);
        var interval = Pacer.Interval(terms, lease.Head.Body.Pace);
        lease.SetPace(interval, Pacer.LongestWait(terms, interval));
        return new Slice(account, Open(account), lease, new PacedSender(lease, terms, slots, clock), limits);
    }

    private SliceKey Open(Account account)
    {
        try
        {
            return new SliceKey(keys.Open(account), "The account has no Workiz API key. Set one.");
        }
        catch (KeyUnreadableException unreadable)
        {
            return new SliceKey(null, unreadable.Message);
        }
    }
}
