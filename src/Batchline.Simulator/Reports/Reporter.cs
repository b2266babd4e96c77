using Batchline.Simulator.Calls;
using Batchline.Simulator.Worlds;

namespace Batchline.Simulator.Reports;

/// <summary>Sums up what the accounts and the log saw.</summary>
internal static class Reporter
{
    private const int MostViolations = 100;

    public static SimulatorReport Report(World world)
    {
        var accounts = new List<AccountReport>();
        var jobs = new SortedDictionary<int, int>();
        var early = 0L;
        foreach (var account in world.Accounts)
        {
            lock (account.Gate)
            {
                if (account.Watch.Requests == 0)
                    continue;
                accounts.Add(Report(account));
                early += account.Watch.Early;
                foreach (var (_, requests) in account.Asked.Jobs())
                    jobs[requests] = jobs.GetValueOrDefault(requests) + 1;
            }
        }
        var report = new SimulatorReport
        {
            Requests = world.Log.Count,
            ByKind = world.Tally.ByKind(),
            ByStatus = world.Tally.ByStatus(),
            ByFault = world.Tally.ByFault(),
            RefusedConnections = world.RefusedConnections,
            InFlightMaximum = accounts.Select(account => account.InFlightMaximum).DefaultIfEmpty().Max(),
            S1Violations = accounts.Sum(account => account.S1Violations),
            S2Violations = accounts.Sum(account => account.S2Violations),
            MannersViolations = world.Tally.Manners,
            SmallestGapMs = accounts.Min(account => account.SmallestGapMs),
            EarlyArrivals = early,
            EarlyShare = early / (double)Math.Max(1, accounts.Sum(account => account.Requests)),
            RateLimited = world.Tally.Of(429),
            JobsByRequests = jobs,
            Accounts = accounts,
            Violations = [],
        };
        return report with { Violations = Violations(world, report) };
    }

    private static AccountReport Report(Account account) => new()
    {
        Account = account.Number,
        Token = account.Token,
        Requests = account.Watch.Requests,
        RateLimited = account.RateLimited,
        InFlightMaximum = account.Watch.MostInFlight,
        S1Violations = account.Watch.Overlaps,
        S2Violations = account.Watch.TooEarly,
        SmallestGapMs = account.Watch.SmallestGap?.TotalMilliseconds,
    };

    private static List<string> Violations(World world, SimulatorReport report)
    {
        var sentences = new List<string>();
        if (report.S1Violations > 0)
            sentences.Add($"S1: {report.S1Violations} requests came while another of their account was in flight.");
        if (report.S2Violations > 0)
            sentences.Add($"S2: {report.S2Violations} requests came earlier than the pace of {world.Options.MinInterval} allows; the smallest gap was {report.SmallestGapMs:0.0} ms.");
        if (report.MannersViolations > 0)
            sentences.Add($"Manners: {report.MannersViolations} requests were sent in a way Workiz may refuse.");
        if (sentences.Count == 0)
            return sentences;
        return [.. sentences, .. world.Log.Read()
            .Where(record => record.Verdict != RequestVerdict.None)
            .Take(MostViolations)
            .Select(record => $"{record.Verdict}: request {record.Sequence} of account {record.Account}, {record.Kind} {record.Uuid}{record.Offset}, at {record.ArrivedMs:0.0} ms, {record.InFlight} in flight.")];
    }
}
