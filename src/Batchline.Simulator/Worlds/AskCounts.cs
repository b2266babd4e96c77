namespace Batchline.Simulator.Worlds;

/// <summary>How often each thing of an account was asked for. Grows with what was asked, not with what exists.</summary>
internal sealed class AskCounts
{
    // UUIDs nobody has are counted too, but a client that makes them up must not fill the memory.
    private const int MostOthers = 10_000;
    private readonly Dictionary<string, int> others = [];
    private int[] jobs = [];

    /// <summary>How often the job was asked for before.</summary>
    public int OfJob(int index)
    {
        if (index >= jobs.Length)
            Array.Resize(ref jobs, Math.Max(index + 1, jobs.Length * 2));
        return jobs[index]++;
    }

    /// <summary>How often a page, or a UUID that is no job, was asked for before.</summary>
    public int Of(string name)
    {
        var before = others.GetValueOrDefault(name);
        if (before > 0 || others.Count < MostOthers)
            others[name] = before + 1;
        return before;
    }

    public IEnumerable<(int Index, int Requests)> Jobs() => jobs.Index().Where(entry => entry.Item > 0);
}
