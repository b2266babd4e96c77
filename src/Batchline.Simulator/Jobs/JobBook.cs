namespace Batchline.Simulator.Jobs;

/// <summary>One account's jobs as they stand: the generated ones, and what became of them. Callers hold the account's lock.</summary>
internal sealed class JobBook(JobSource source, int account)
{
    private readonly Dictionary<int, JobState> states = [];
    private readonly List<(DateTime When, int Index)> moved = [];

    /// <summary>Indexes below this were jobs at some time.</summary>
    public int Count { get; private set; } = source.Calendar.Jobs;

    public JobState? Find(int index) =>
        index < Count && StateOf(index) is { Vanished: false } state ? state : null;

    public JobState StateOf(int index) => states.GetValueOrDefault(index, JobState.Initial);

    public IEnumerable<(int Index, JobState State)> All()
    {
        for (var index = 0; index < Count; index++)
        {
            if (Find(index) is { } state)
                yield return (index, state);
        }
    }

    public void Set(int index, JobState state)
    {
        if (StateOf(index).MovedTo is not null)
            moved.RemoveAll(entry => entry.Index == index);
        states[index] = state;
        if (state.MovedTo is not { } when)
            return;
        var place = moved.FindIndex(entry => entry.When < when);
        moved.Insert(place < 0 ? moved.Count : place, (when, index));
    }

    /// <summary>A new job with the next free index.</summary>
    public int Add()
    {
        // An account's UUIDs are numbered; a run that makes more jobs than they last for gets the last one again.
        var index = Math.Min(Count, JobUuids.MostJobs - 1);
        Count = index + 1;
        Set(index, JobState.Initial with { MovedTo = source.Calendar.SlotOf(account, index) });
        return index;
    }

    /// <summary>One page of job/all, newest first.</summary>
    /// <returns>Whether another row follows.</returns>
    public bool Page(DateOnly from, bool onlyOpen, int skip, int take, List<(int Index, JobState State)> rows)
    {
        foreach (var row in Listed(from, onlyOpen).Skip(skip))
        {
            if (rows.Count == take)
                return true;
            rows.Add(row);
        }
        return false;
    }

    /// <summary>What all pages of job/all have together, newest first.</summary>
    public IEnumerable<(int Index, JobState State)> Listed(DateOnly from, bool onlyOpen)
    {
        foreach (var index in NewestFirst(from.ToDateTime(TimeOnly.MinValue)))
        {
            if (Find(index) is not { } state || source.IsUnlisted(account, index))
                continue;
            if (!onlyOpen || source.IsOpen(account, index, state))
                yield return (index, state);
        }
    }

    private IEnumerable<int> NewestFirst(DateTime from)
    {
        var next = 0;
        for (var index = 0; index < source.Calendar.Jobs; index++)
        {
            var slot = source.Calendar.SlotOf(account, index);
            for (; next < moved.Count && moved[next].When >= from && moved[next].When > slot; next++)
                yield return moved[next].Index;
            if (slot < from)
                break;
            if (StateOf(index) is { MovedTo: null } state && source.ScheduledFor(account, index, state) is not null)
                yield return index;
        }
        for (; next < moved.Count && moved[next].When >= from; next++)
            yield return moved[next].Index;
    }
}
