namespace Batchline.Simulator.Quota;

/// <summary>Counts one account's calls. A refused call is not counted, so that waiting a window always helps.</summary>
internal sealed class QuotaMeter(QuotaRule? rule)
{
    private readonly Queue<TimeSpan> passed = new();

    /// <summary>Changing it keeps the calls counted so far.</summary>
    public QuotaRule? Rule { get; set; } = rule;

    /// <summary>Lets a call pass, or says how long until one may.</summary>
    /// <param name="now">Time since the start; never goes back.</param>
    /// <returns>Null when the call passes.</returns>
    public TimeSpan? Refuse(TimeSpan now)
    {
        if (Rule is not { } rule)
            return null;
        var start = StartOfWindow(rule, now);
        while (passed.TryPeek(out var oldest) && oldest < start)
            passed.Dequeue();
        if (passed.Count >= rule.Calls)
            return FreeAt(rule, start) - now;
        passed.Enqueue(now);
        return null;
    }

    private static TimeSpan StartOfWindow(QuotaRule rule, TimeSpan now) => rule.Kind == QuotaKind.Fixed
        ? TimeSpan.FromTicks(now.Ticks - now.Ticks % rule.Window.Ticks)
        : now - rule.Window + TimeSpan.FromTicks(1);

    private TimeSpan FreeAt(QuotaRule rule, TimeSpan start)
    {
        if (rule.Kind == QuotaKind.Fixed)
            return start + rule.Window;
        // After a quota was lowered more calls stand in the window than it allows: several must leave.
        var leaving = passed.ElementAt(passed.Count - rule.Calls);
        return leaving + rule.Window;
    }
}
