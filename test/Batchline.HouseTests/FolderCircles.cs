namespace Batchline.HouseTests;

/// <summary>Sets of folders in which each reaches each other, by however many steps.</summary>
internal static class FolderCircles
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyCollection<(string From, string To)> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To);
        var reached = next.ToDictionary(from => from.Key, from => Reached(from.Key, next));
        return [.. reached.Where(from => from.Value.Contains(from.Key))
            .Select(from => from.Value.Where(to => reached.TryGetValue(to, out var back) && back.Contains(from.Key)).Order(StringComparer.Ordinal).ToList())
            .DistinctBy(circle => circle[0])];
    }

    private static HashSet<string> Reached(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var folder))
        {
            foreach (var to in next[folder].Where(seen.Add))
                waiting.Enqueue(to);
        }

        return seen;
    }
}
