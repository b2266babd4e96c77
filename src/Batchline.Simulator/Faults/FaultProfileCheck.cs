namespace Batchline.Simulator.Faults;

internal static class FaultProfileCheck
{
    /// <param name="accounts">How many there are.</param>
    public static IEnumerable<string> FindFaults(FaultProfile profile, int accounts)
    {
        foreach (var (name, shares) in new[] { ("Rates", profile.Rates), ("BadJobs", profile.BadJobs) })
        {
            if (shares.Values.Any(share => share is not (>= 0 and <= 1)) || shares.Values.Sum() > 1.000_001)
                yield return $"Faults.{name} must be shares of 0 to 1, at most 1 together.";
        }
        if (profile.RefusedAccounts is not (>= 0 and <= 1))
            yield return $"Faults.RefusedAccounts is {profile.RefusedAccounts}; it must be 0 to 1.";
        if (profile.SlowBodyTime < TimeSpan.Zero || profile.RetryAfter < TimeSpan.Zero || profile.HugeBodyBytes < 0)
            yield return "Faults.SlowBodyTime, RetryAfter and HugeBodyBytes must not be negative.";
        foreach (var fault in profile.Rules.SelectMany(rule => FaultRuleCheck.FindFaults(rule, accounts)))
            yield return fault;
    }
}
