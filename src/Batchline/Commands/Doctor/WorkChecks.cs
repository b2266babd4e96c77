using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Commands.Connecting;
using Batchline.Commands.Schedules;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Doctor;

/// <summary>Is what is stored fresh, and does something keep it so?</summary>
internal static class WorkChecks
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);
    private static readonly TimeSpan LongUpdate = TimeSpan.FromHours(24);

    public static async Task AddAsync(List<Finding> findings, List<AccountView> accounts, ApiClient api, ServerChoice place)
    {
        findings.AddRange(Freshness([.. accounts.Where(account => account.Enabled)], place));
        if (Pace(accounts.Where(account => account.Enabled)) is { } pace)
            findings.Add(pace);
        var schedules = await ScheduleBook.AllAsync(api, place.Stop).ToListAsync(place.Stop);
        foreach (var schedule in schedules.Where(schedule => schedule.LastError is not null))
            findings.Add(Finding.Odd("schedules", $"{schedule.Name} started nothing when it last ran: {schedule.LastError}", $"See '{place.Hint("schedule list")}'."));
        findings.Add(schedules.Exists(schedule => schedule.Enabled)
            ? Finding.Good("schedules", $"{schedules.Count(schedule => schedule.Enabled)} enabled.")
            : Finding.Odd("schedules", "None is enabled: operations start by hand only.", $"Add one with '{place.Hint("schedule add")} --name nightly --cron \"0 2 * * *\"'."));
        await OperationChecks.AddAsync(findings, api, place);
    }

    private static IEnumerable<Finding> Freshness(List<AccountView> accounts, ServerChoice place)
    {
        var never = accounts.Count(account => account.LastSyncedAt is null);
        if (never > 0)
            yield return Finding.Odd("freshness", $"{never} accounts were never synced to their end.", $"Run '{place.Hint("sync")}'.");
        var synced = accounts.Where(account => account.LastSyncedAt is not null).ToList();
        if (synced.Count == 0)
            yield break;
        var oldest = synced.MinBy(account => account.LastSyncedAt)!;
        var age = DateTimeOffset.UtcNow - oldest.LastSyncedAt!.Value;
        if (age < TimeSpan.FromMinutes(-1))
            yield return Finding.Odd("clock", $"{oldest.Name} was synced in the future ({Cell.Time(oldest.LastSyncedAt)}).", "Set the clocks of the machines by NTP.");
        else if (age > Fresh)
            yield return Finding.Odd(
                "freshness",
                string.Create(CultureInfo.InvariantCulture, $"{oldest.Name} was last synced {age.TotalDays:0} days ago."),
                $"Run '{place.Hint("sync")}', or add a schedule.");
        else
            yield return Finding.Good("freshness", $"Every account that was synced was so since {Cell.Time(oldest.LastSyncedAt)}.");
    }

    /// <summary>The account whose jobs take longest to ask for one by one; null: none has jobs or a limit.</summary>
    private static Finding? Pace(IEnumerable<AccountView> accounts)
    {
        var (account, time) = accounts
            .Where(account => account is { Jobs: > 0, CallsPerMinute: > 0 })
            .Select(account => (Account: account, Time: TimeSpan.FromMinutes(account.Jobs / account.CallsPerMinute!.Value)))
            .OrderByDescending(pace => pace.Time)
            .FirstOrDefault();
        if (account is null)
            return null;
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{account.Name} may send {account.CallsPerMinute:0.#} calls a minute: each of its {account.Jobs} jobs once takes {time.TotalHours:0.0} hours.");
        return time > LongUpdate
            ? Finding.Odd("pace", says, "Use the strategy listFirst, which asks a hundred jobs a call, or ask Workiz for a larger quota.")
            : Finding.Good("pace", says);
    }
}
