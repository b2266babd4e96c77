using System.Diagnostics;
using Batchline.Simulator.Calls;
using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Judge;

/// <summary>Judges one account's requests by S1 and S2. Times are <see cref="Stopwatch"/> timestamps; callers hold the account's lock.</summary>
internal sealed class AccountWatch(JudgeRules rules)
{
    private readonly List<Visit> inFlight = new(1);
    private long lastArrival;

    public JudgeRules Rules { get; set; } = rules;

    public long Requests { get; private set; }

    public int MostInFlight { get; private set; }

    public long Overlaps { get; private set; }

    public long TooEarly { get; private set; }

    /// <summary>Arrivals more than <see cref="JudgeRules.Early"/> before their time.</summary>
    public long Early { get; private set; }

    public TimeSpan? SmallestGap { get; private set; }

    public void Arrive(Visit visit)
    {
        Requests++;
        if (Requests > 1)
            JudgeGap(visit, Stopwatch.GetElapsedTime(lastArrival, visit.Arrived));
        lastArrival = visit.Arrived;

        visit.Overlaps = inFlight.Count;
        if (visit.Overlaps > 0)
        {
            Overlaps++;
            visit.Verdict |= RequestVerdict.Overlap;
        }
        inFlight.Add(visit);
        visit.InFlight = inFlight.Count;
        MostInFlight = Math.Max(MostInFlight, inFlight.Count);
    }

    /// <param name="clientLeft">
    /// Whether the client broke off. Its leaving reaches us a little later than it happened, so a request that came
    /// within the tolerance before is excused.
    /// </param>
    public void End(Visit visit, long now, bool clientLeft)
    {
        visit.Ended = now;
        inFlight.Remove(visit);
        if (!clientLeft)
            return;
        foreach (var later in inFlight)
        {
            if (later.Sequence > visit.Sequence && Stopwatch.GetElapsedTime(later.Arrived, now) <= Rules.Tolerance)
                Excuse(later);
        }
    }

    private void JudgeGap(Visit visit, TimeSpan gap)
    {
        if (SmallestGap is not { } smallest || gap < smallest)
            SmallestGap = gap;
        if (gap < Rules.MinInterval - JudgeRules.Early)
            Early++;
        if (gap >= Rules.MinInterval - Rules.Tolerance)
            return;
        TooEarly++;
        visit.Verdict |= RequestVerdict.Early;
    }

    private void Excuse(Visit visit)
    {
        if (--visit.Overlaps > 0)
            return;
        Overlaps--;
        visit.Verdict &= ~RequestVerdict.Overlap;
    }
}
