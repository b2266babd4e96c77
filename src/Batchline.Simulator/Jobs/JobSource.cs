using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>The facts of a job that listing needs, each computed from (seed, account, index) when asked.</summary>
/// <param name="seed">The same seed makes the same jobs.</param>
/// <param name="jobsPerAccount">Spread over the calendar.</param>
/// <param name="today">The day the calendar is built around.</param>
internal sealed class JobSource(int seed, int jobsPerAccount, DateOnly today)
{
    private static readonly string[] Statuses =
        ["Submitted", "Pending", "In progress", "Done", "Canceled", "done pending approval", "Waiting for parts"];

    /// <summary>Part of the jobs that have no date, 0 to 1.</summary>
    public double UnscheduledShare { get; init; }

    /// <summary>Part of the jobs that no list page returns, 0 to 1.</summary>
    public double UnlistedShare { get; init; }

    public int Seed => seed;

    public JobCalendar Calendar { get; } = new(seed, today, jobsPerAccount);

    public JobUuids Uuids { get; } = new(seed);

    /// <summary>The wall clock of the business, or null while the job has no date.</summary>
    public DateTime? ScheduledFor(int account, int index, JobState state) =>
        state.MovedTo ?? (state.Unscheduled || Dice.Of(seed, account, index, 2).Chance(UnscheduledShare)
            ? null
            : Calendar.SlotOf(account, index));

    public bool IsUnlisted(int account, int index) => UnlistedShare > 0 && Dice.Of(seed, account, index, 3).Chance(UnlistedShare);

    public string StatusOf(int account, int index, int statusEdits)
    {
        var roll = Dice.Of(seed, account, index, 4).Below(100);
        var past = Calendar.SlotOf(account, index) < Calendar.Today.ToDateTime(TimeOnly.MinValue);
        var first = past
            ? roll switch { < 78 => 3, < 90 => 4, < 95 => 5, _ => 6 }
            : roll switch { < 45 => 0, < 75 => 1, < 90 => 2, _ => 4 };
        return Statuses[(first + statusEdits) % Statuses.Length];
    }

    public bool IsOpen(int account, int index, JobState state)
    {
        var status = state.Fields?["Status"]?.ToString()
            ?? StatusOf(account, index, JobEdits.Of(seed, account, index, state.Revision).Status);
        return status is not ("Done" or "Canceled");
    }
}
