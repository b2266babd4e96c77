using System.Collections.Concurrent;

namespace Batchline.Engine.Failures;

/// <summary>The accounts that rest in this process.</summary>
public sealed class Rests(FailurePolicy failures, TimeProvider clock)
{
    private readonly ConcurrentDictionary<AccountId, Rest> _resting = new();

    /// <summary>Null: nothing has failed since its last slice that went well.</summary>
    public Rest? Of(AccountId account) => _resting.GetValueOrDefault(account);

    public void Failed(AccountId account, Exception exception)
    {
        var before = Of(account);
        var inARow = (before?.InARow ?? 0) + 1;
        var rest = failures.Rest($"the work on account {account}", exception, inARow);
        var now = clock.GetUtcNow();
        _resting[account] = new Rest(before?.Since ?? now, now + rest, inARow, exception.GetType().Name);
    }

    public void WentWell(AccountId account) => _resting.TryRemove(account, out _);
}
