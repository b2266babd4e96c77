namespace Batchline.Engine.Doors;

/// <summary>What a leader remembers of the doors. A new leader begins with nothing.</summary>
internal sealed class DoorBook(TimeProvider clock)
{
    /// <summary>How long a process that did not answer is not called. It costs each look the time that an answer may take.</summary>
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(5);

    /// <summary>An account that was taken has its lease after this time, or has ended. Until then, it may still look due.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, int> _load = [];
    private readonly Dictionary<string, long> _silentSince = [];
    private readonly Dictionary<AccountId, long> _handed = [];
    private readonly Lock _lock = new();

    /// <summary>What was handed over too long ago to matter.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (var old in _handed.Where(pair => clock.GetElapsedTime(pair.Value) >= Beginning).ToList())
                _handed.Remove(old.Key);
        }
    }

    public bool WasHanded(AccountId account)
    {
        lock (_lock)
            return _handed.TryGetValue(account, out var at) && clock.GetElapsedTime(at) < Beginning;
    }

    /// <summary>How many accounts are at work behind each door that was open at the last call.</summary>
    public IReadOnlyDictionary<string, int> LoadOf(IEnumerable<string> living)
    {
        lock (_lock)
        {
            return living.Where(_load.ContainsKey).ToDictionary(door => door, door => _load[door]);
        }
    }

    /// <summary>The doors to call with nothing, to hear whether they are open. Until a door says so, handing it an account may waste time.</summary>
    public IReadOnlyList<string> ToAsk(IEnumerable<string> living)
    {
        lock (_lock)
            return [.. living.Where(door => !_load.ContainsKey(door) && !(_silentSince.TryGetValue(door, out var since) && clock.GetElapsedTime(since) < AfterSilence))];
    }

    public void Answered(string door, Handover handover, DoorAnswer answer)
    {
        lock (_lock)
        {
            _silentSince.Remove(door);
            if (answer.IsOpen)
                _load[door] = answer.AtWork;
            else
                _load.Remove(door);
            foreach (var account in handover.Accounts.Take(answer.Taken))
                _handed[account] = clock.GetTimestamp();
        }
    }

    public void DidNotAnswer(string door)
    {
        lock (_lock)
        {
            _load.Remove(door);
            _silentSince[door] = clock.GetTimestamp();
        }
    }
}
