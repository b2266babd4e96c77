namespace Batchline.Engine.Doors;

/// <summary>How accounts are divided over the processes.</summary>
internal static class Spread
{
    /// <summary>A process may have so much more than its part before it gives away anything: moving an account costs it a moment.</summary>
    private const double Slack = 0.05;

    /// <param name="due">The accounts to hand over.</param>
    /// <param name="load">How many accounts each open door has at work.</param>
    /// <returns>What to ask of each.</returns>
    public static IReadOnlyDictionary<string, Handover> Over(IReadOnlyList<AccountId> due, IReadOnlyDictionary<string, int> load)
    {
        var parts = load.Keys.ToDictionary(door => door, _ => new List<AccountId>());
        var order = new PriorityQueue<string, (int Load, string Door)>(load.Select(pair => (pair.Key, (pair.Value, pair.Key))));
        foreach (var account in due)
        {
            if (!order.TryDequeue(out var door, out var place))
                break;
            parts[door].Add(account);
            order.Enqueue(door, (place.Load + 1, door));
        }

        var part = (double)(load.Values.Sum() + due.Count) / Math.Max(load.Count, 1);
        return parts.ToDictionary(
            pair => pair.Key,
            pair => new Handover(pair.Value, load[pair.Key] > Math.Ceiling(part * (1 + Slack)) ? load[pair.Key] - (int)part : 0));
    }
}
