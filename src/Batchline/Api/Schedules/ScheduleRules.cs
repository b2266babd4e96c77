using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Schedules;
using Batchline.Schedules;

namespace Batchline.Api.Schedules;

/// <summary>What the fields of a schedule may hold.</summary>
internal static class ScheduleRules
{
    private const int MaxText = 200;
    private const int MaxAccounts = 10_000;

    /// <summary>The schedule with what the body says, due at its next time when that or its being enabled changed.</summary>
    public static Schedule Apply(Schedule before, ScheduleBody body, DateTimeOffset now, RequestFaults faults)
    {
        var after = before with
        {
            Name = body.Name.IsSet ? Name(body.Name.Value, faults) : before.Name,
            Cron = body.Cron.IsSet ? Cron(body.Cron.Value, faults) : before.Cron,
            TimeZone = body.TimeZone.IsSet ? TimeZone(body.TimeZone.Value, faults) : before.TimeZone,
            AccountIds = body.AccountIds.IsSet ? Accounts(body.AccountIds.Value, faults) : before.AccountIds,
            Strategy = body.Strategy.IsSet ? Strategy(body.Strategy.Value, faults) : before.Strategy,
            Full = Flag(body.Full, before.Full, "full", faults),
            Enabled = Flag(body.Enabled, before.Enabled, "enabled", faults),
        };
        var moved = (after.Cron, after.TimeZone, after.Enabled) != (before.Cron, before.TimeZone, before.Enabled);
        if (!faults.IsEmpty || (!moved && after.NextRunAt is not null))
            return after;
        if (CronTimes.Next(after.Cron, after.TimeZone, now) is null)
            faults.Add("cron", "names a time that never comes");
        return after with { NextRunAt = CronTimes.Next(after, now) };
    }

    private static string Name(string? name, RequestFaults faults)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxText || name.Any(char.IsControl))
            faults.Add("name", "must have 1 to 200 characters, no control characters among them");
        return name ?? "";
    }

    private static string Cron(string? cron, RequestFaults faults)
    {
        if (cron is not { Length: <= MaxText } || !CronTimes.IsCron(cron))
            faults.Add("cron", $"must be {CronTimes.Form}");
        return cron ?? "";
    }

    private static string TimeZone(string? zone, RequestFaults faults)
    {
        if (zone is not { Length: <= MaxText } || !CronTimes.IsTimeZone(zone))
            faults.Add("timeZone", "must be the name of a time zone, such as Europe/Berlin or UTC");
        return zone ?? "";
    }

    private static List<AccountId>? Accounts(IReadOnlyList<string?>? texts, RequestFaults faults)
    {
        if (texts is null)
            return null;
        if (texts.Count is 0 or > MaxAccounts)
            faults.Add("accountIds", $"must name 1 to {MaxAccounts} accounts; null means every enabled one");
        var ids = new List<AccountId>(texts.Count);
        foreach (var (index, text) in texts.Index())
        {
            if (HexId.TryParse<AccountId>(text, out var id))
                ids.Add(id);
            else
                faults.Add($"accountIds[{index}]", "must be 24 hex characters");
        }

        return [.. ids.Distinct()];
    }

    private static Strategy Strategy(string? name, RequestFaults faults)
    {
        if (!Names<Strategy>.TryParse(name, out var strategy))
            faults.Add("strategy", $"must be one of {Names<Strategy>.All}");
        return strategy;
    }

    private static bool Flag(Optional<bool?> flag, bool before, string field, RequestFaults faults)
    {
        if (flag is { IsSet: true, Value: null })
            faults.Add(field, "must be true or false");
        return flag.Or(before) ?? before;
    }
}
