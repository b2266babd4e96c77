using System.Collections.Concurrent;

namespace Batchline.Engine.Failures;

/// <summary>The accounts that rest in this process.</summary>
public sealed class Rests(FailurePolicy failures, TimeProvider clock)
{
    /// <summary>An account that was not tried again for so long has gone, or another process works on it.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<AccountId, Rest> _resting = new();
    private DateTimeOffset _cleared = clock.GetUtcNow();

    /// <summary>How many accounts it remembers.</summary>
    internal int Count => _resting.Count;

    /// <summary>Null: nothing has failed since its last slice that went well.</summary>
    public Rest? Of(AccountId account) => _resting.GetValueOrDefault(account);

    public void Failed(AccountId account, Exception exception)
    {
        var before = Of(account);
        var inARow = (before?.InARow ?? 0) + 1;
        var rest = failures.Rest($"the work on account {account}", exception, inARow);
        var now = clock.GetUtcNow();
        if (now - _cleared > Forgotten)
            Clear(now);
        _resting[account] = new Rest(before?.Since ?? now, now + rest, inARow, exception.GetType().Name);
    }

    public void WentWell(AccountId account) => _resting.TryRemove(account, out _);

    private void Clear(DateTimeOffset now)
    {
        _cleared = now;
        foreach (var (account, _) in _resting.Where(resting => now - resting.Value.Until > Forgotten))
            _resting.TryRemove(account, out _);
    }
}
