namespace Batchline.Engine.Pace;

/// <summary>Counts calls in <see cref="CallCount"/>. Pure.</summary>
internal static class CallCounter
{
    private const int SlotsPerWindow = 24;

    /// <summary>Adds a call. If the clock went back, calls count in the newest slot until it has caught up.</summary>
    public static CallCount Add(CallCount count, DateTimeOffset at, TimeSpan window)
    {
        var slot = SlotOf(at, window);
        var passed = slot - count.Newest;
        if (count.Slots.Count == 0 || Math.Abs(passed) > SlotsPerWindow)
            return new CallCount { Newest = slot, Slots = [1] };
        var moved = (int)Math.Max(0, passed);
        var slots = new int[Math.Min(count.Slots.Count + moved, SlotsPerWindow + 1)];
        for (var (from, to) = (count.Slots.Count - 1, slots.Length - 1 - moved); from >= 0 && to >= 0; from--, to--)
            slots[to] = count.Slots[from];
        slots[^1]++;
        return new CallCount { Newest = count.Newest + moved, Slots = slots };
    }

    /// <summary>The calls since <paramref name="from"/>. Those in the slot that it falls into count in proportion.</summary>
    public static double Since(CallCount count, DateTimeOffset from, TimeSpan window)
    {
        var sum = 0.0;
        var place = from.UtcTicks / (double)SlotLength(window).Ticks;
        for (var index = 0; index < count.Slots.Count; index++)
        {
            var start = count.Newest - (count.Slots.Count - 1 - index);
            sum += count.Slots[index] * Math.Clamp(start + 1 - place, 0, 1);
        }
        return sum;
    }

    /// <summary>The calls since the beginning of the slot that <paramref name="from"/> falls into, so that a burst counts as a whole.</summary>
    public static double SinceSlotOf(CallCount count, DateTimeOffset from, TimeSpan window) =>
        Since(count, new DateTimeOffset(SlotOf(from, window) * SlotLength(window).Ticks, TimeSpan.Zero), window);

    /// <summary>When the first slot with a call at or after <paramref name="from"/> ends; null: there is none.</summary>
    public static DateTimeOffset? FirstEnd(CallCount count, DateTimeOffset from, TimeSpan window)
    {
        var length = SlotLength(window);
        for (var index = 0; index < count.Slots.Count; index++)
        {
            var end = new DateTimeOffset((count.Newest - count.Slots.Count + index + 2) * length.Ticks, TimeSpan.Zero);
            if (count.Slots[index] > 0 && end > from)
                return end;
        }
        return null;
    }

    private static long SlotOf(DateTimeOffset at, TimeSpan window) => at.UtcTicks / SlotLength(window).Ticks;

    private static TimeSpan SlotLength(TimeSpan window) => TimeSpan.FromTicks(Math.Max(1, window.Ticks / SlotsPerWindow));
}
