namespace Batchline.Simulator.Jobs;

/// <summary>The facts of a job that listing needs, each computed from (seed, account, index) when asked.</summary>
internal sealed class JobSource
{
    private static readonly string[] Statuses =
        ["Submitted", "Pending", "In progress", "Done", "Canceled", "done pending approval", "Waiting for parts"];

    private readonly int seed;
    private readonly double unscheduled;
    private readonly double unlisted;

    public JobSource(SimulatorOptions options, DateOnly today)
    {
        seed = options.Seed;
        unscheduled = options.UnscheduledShare;
        unlisted = options.UnlistedShare;
        Calendar = new JobCalendar(options.Seed, today, options.JobsPerAccount);
        Uuids = new JobUuids(options.Seed);
    }

    public int Seed => seed;

    public JobCalendar Calendar { get; }

    public JobUuids Uuids { get; }

    /// <summary>The wall clock of the business, or null while the job has no date.</summary>
    public DateTime? ScheduledFor(int account, int index, JobState state) =>
        state.MovedTo ?? (state.Unscheduled || Dice.Of(seed, account, index, 2).Chance(unscheduled)
            ? null
            : Calendar.SlotOf(account, index));

    public bool IsUnlisted(int account, int index) => unlisted > 0 && Dice.Of(seed, account, index, 3).Chance(unlisted);

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
