using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>
/// When the jobs are: from six weeks ahead back over three years, later indexes never newer, so that a list page is
/// found without sorting. Naive wall clock of the business.
/// </summary>
internal sealed class JobCalendar(int seed, DateOnly today, int jobs)
{
    private const double DaysAhead = 42;
    private const double DaysBack = 3 * 365;
    private readonly DateTime newest = today.ToDateTime(TimeOnly.MinValue).AddDays(DaysAhead);
    private readonly double step = (DaysAhead + DaysBack) / Math.Max(1, jobs);

    public DateOnly Today { get; } = today;

    public int Jobs { get; } = jobs;

    public DateTime SlotOf(int account, int index)
    {
        var dice = Dice.Of(seed, account, index, 1);
        // A job that appears later is near today, wherever its index stands.
        return index < Jobs
            ? InWorkingHours(newest.AddDays(-step * (index + dice.Unit())))
            : InWorkingHours(Today.ToDateTime(TimeOnly.MinValue).AddDays(-10 + 40 * dice.Unit()));
    }

    /// <summary>Squeezes the day into 07:00 to 18:00, in quarters of an hour; keeps the order.</summary>
    private static DateTime InWorkingHours(DateTime time)
    {
        var quarters = (int)(time.TimeOfDay / TimeSpan.FromDays(1) * 44);
        return time.Date.AddHours(7).AddMinutes(15 * quarters);
    }
}
