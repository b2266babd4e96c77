using Batchline.Engine.Accounts;
using Batchline.Engine.Settings;

namespace Batchline.Engine.Pace;

/// <summary>What is set for an account's pace: the account's own values, otherwise the settings.</summary>
/// <param name="QuotaCalls">Null: to be learned.</param>
/// <param name="Share">The part of the quota that Batchline may use, 0.1 to 1.</param>
internal sealed record PaceTerms(TimeSpan MinInterval, int? QuotaCalls, TimeSpan Window, double Share)
{
    public static PaceTerms Of(AccountPace account, WorkizOptions options) => new(
        account.MinInterval ?? options.MinInterval,
        account.QuotaCalls ?? options.QuotaCalls,
        account.QuotaWindow ?? options.QuotaWindow,
        account.QuotaShare ?? 1);
}
