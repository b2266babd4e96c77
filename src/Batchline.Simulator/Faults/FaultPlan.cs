using Batchline.Simulator.Calls;
using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Faults;

/// <summary>
/// Which request gets which fault: a pure function of the seed, the account, what was asked for, and how often it had
/// been asked for before; rules may add the time since the start. So a run repeats whatever the order of its requests.
/// </summary>
internal sealed class FaultPlan(int seed, FaultProfile profile, TimeSpan setAt = default)
{
    private readonly FaultRule[] rules = [.. profile.Rules.Select(rule => rule.SetAt(setAt))];

    // In the order of the enum, so that a profile read from a file means the same in any order.
    private readonly KeyValuePair<FaultKind, double>[] rates = [.. profile.Rates.OrderBy(rate => rate.Key)];
    private readonly KeyValuePair<FaultKind, double>[] badJobs = [.. profile.BadJobs.OrderBy(rate => rate.Key)];

    public FaultProfile Profile => profile;

    /// <summary>Whether some pages may have a row too many.</summary>
    public bool AddsRows { get; } = profile.Rules.Select(rule => rule.Kind).Concat(profile.Rates.Keys).Any(FaultKinds.AddsRow);

    public bool RefusesAccount(int account) => Dice.Of(seed, account, 10).Chance(profile.RefusedAccounts);

    /// <summary>Settles what goes wrong with the visit.</summary>
    /// <param name="now">Time since the start.</param>
    public void Pick(Visit visit, TimeSpan now)
    {
        visit.Rule = RuleOf(visit, now);
        visit.Fault = visit.Rule?.Kind ?? ByShare(visit);
    }

    /// <summary>What is always wrong with a job.</summary>
    public FaultKind OfJob(int account, long subject) => Draw(badJobs, Dice.Of(seed, account, subject, 11));

    private FaultRule? RuleOf(Visit visit, TimeSpan now)
    {
        for (var place = 0; place < rules.Length; place++)
        {
            if (rules[place].Matches(visit, now) && Falls(rules[place].Share, visit, place))
                return rules[place];
        }
        return null;
    }

    private bool Falls(double? share, Visit visit, int place) =>
        share is not { } part || Dice.Of(seed, visit.Account, (long)visit.Kind, visit.Subject, (place + 1L << 32) + visit.Ask).Chance(part);

    private FaultKind ByShare(Visit visit)
    {
        if (visit.Kind == CallKind.JobGet && OfJob(visit.Account, visit.Subject) is var bad && bad != FaultKind.None)
            return bad;
        var fault = Draw(rates, Dice.Of(seed, visit.Account, (long)visit.Kind, visit.Subject, 1_000 + visit.Ask));
        return FaultKinds.Fits(fault, visit.Kind) ? fault : FaultKind.None;
    }

    private static FaultKind Draw(KeyValuePair<FaultKind, double>[] shares, Dice dice)
    {
        var roll = dice.Unit();
        foreach (var (kind, share) in shares)
        {
            roll -= share;
            if (roll < 0)
                return kind;
        }
        return FaultKind.None;
    }
}
