using Batchline.Engine.Accounts;
using Batchline.Engine.Leases;
using Batchline.Engine.Pace;
using Batchline.Engine.Records;
using Batchline.Engine.Sending;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices.Context;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices;

/// <summary>Gathers what a slice needs: the account, its key, and its pace.</summary>
internal sealed class SliceOpener(
    SliceAccounts accounts, IAccountKeys keys, WorkizAccess workiz, Recorder recorder, IOptions<ProcessOptions> options)
{
    /// <summary>Null: the account was deleted.</summary>
    public async Task<Slice?> OpenAsync(AccountId id, Lease lease, SliceTerms terms)
    {
        if (await accounts.FindAsync(id, lease) is not { } account)
            return null;
        var pace = workiz.TermsOf(account.Pace);
        var interval = Pacer.Interval(pace, lease.Head.Body.Pace);
        lease.SetPace(interval, Pacer.LongestWait(pace, interval));
        return new Slice(
            account,
            WithKey(terms with { Longest = options.Value.SliceBudget }, account),
            lease,
            new PacedSender(lease, pace, workiz),
            new ReadAhead(recorder, id));
    }

    private SliceTerms WithKey(SliceTerms terms, Account account)
    {
        try
        {
            return keys.Open(account) is { } token ? terms with { Token = token, Fingerprint = keys.Fingerprint(token) } : terms;
        }
        catch (KeyUnreadableException unreadable)
        {
            return terms with { KeyProblem = unreadable.Message };
        }
    }
}
