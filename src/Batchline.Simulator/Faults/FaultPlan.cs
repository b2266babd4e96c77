using Batchline.Simulator.Judge;

namespace Batchline.Simulator.Faults;

/// <summary>
/// Which request gets which fault: a pure function of the seed, the account, what was asked for, and how often it had
/// been asked for before. So a run repeats whatever the order of its requests.
/// </summary>
internal sealed class FaultPlan(int seed, FaultProfile profile)
{
    // In the order of the enum, so that a profile read from a file means the same in any order.
    private readonly KeyValuePair<FaultKind, double>[] rates = [.. profile.Rates.OrderBy(rate => rate.Key)];
    private readonly KeyValuePair<FaultKind, double>[] badJobs = [.. profile.BadJobs.OrderBy(rate => rate.Key)];

    public FaultProfile Profile => profile;

    public bool RefusesAccount(int account) => Dice.Of(seed, account, 10).Chance(profile.RefusedAccounts);

    /// <param name="subject">See <see cref="Visit.Subject"/>.</param>
    /// <param name="ask">How often it was asked for before.</param>
    public FaultKind Pick(int account, CallKind call, long subject, int ask)
    {
        if (call == CallKind.JobGet && OfJob(account, subject) is var bad && bad != FaultKind.None)
            return bad;
        var fault = Draw(rates, Dice.Of(seed, account, (long)call, subject, 1_000 + ask));
        return call == CallKind.JobGet || fault is not (FaultKind.Gone or FaultKind.WrongUuid) ? fault : FaultKind.None;
    }

    /// <summary>What is always wrong with a job.</summary>
    public FaultKind OfJob(int account, long subject) => Draw(badJobs, Dice.Of(seed, account, subject, 11));

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
