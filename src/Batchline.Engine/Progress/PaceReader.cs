using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Pace;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Progress;

/// <summary>Tells what the pace of an account allows.</summary>
public sealed class PaceReader(IOptions<WorkizOptions> options)
{
    public AccountSpeed Read(AccountPace account, HeadBody head)
    {
        var terms = PaceTerms.Of(account, options.Value);
        return new AccountSpeed(Pacer.Interval(terms, head.Pace), terms.QuotaCalls is null ? head.Pace.LearnedCalls : null, terms.Window);
    }
}
