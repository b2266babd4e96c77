using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Stores.Reading;

namespace Batchline.Api.Accounts.Directory;

/// <summary>
/// What every account is called, and which need somebody: for names, searches, counts, and the overview. Everybody who asks shares one reading.
/// It takes two commands for each thousand accounts, so at most a twentieth of the time is spent on it, and only while somebody asks.
/// </summary>
internal sealed class AccountDirectory(IAccountStore accounts, IHeadStore heads, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private const int RestsFor = 20;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private Reading? _reading;
    private bool _changed;

    /// <summary>All accounts in the order of their ids, as they were some seconds ago.</summary>
    public Task<IReadOnlyList<AccountFacts>> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_reading is null || IsOld(_reading))
            {
                _changed = false;
                var reading = _reading = new Reading(clock.GetTimestamp());
                reading.Facts = ReadAllAsync(reading, lifetime.ApplicationStopping);
            }

            return _reading.Facts.WaitAsync(cancellationToken);
        }
    }

    /// <summary>An account was added, changed, or removed: whoever did it expects to see that.</summary>
    public void Forget()
    {
        lock (_gate)
            _changed = true;
    }

    private bool IsOld(Reading reading)
    {
        if (!reading.Facts.IsCompleted)
            return false;
        var (age, rest) = (clock.GetElapsedTime(reading.Began), RestsFor * reading.Took);
        return !reading.Facts.IsCompletedSuccessfully || age >= (rest > MaxAge || _changed ? rest : MaxAge);
    }

    private async Task<IReadOnlyList<AccountFacts>> ReadAllAsync(Reading reading, CancellationToken cancellationToken)
    {
        // Set in an async method, it is gone when that returns.
        CurrentRead.For = ReadFor.Watchers;
        var all = new List<AccountFacts>();
        await foreach (var page in accounts.PagesAsync(cancellationToken))
        {
            var found = (await heads.ReadAsync([.. page.Select(account => account.Id)], cancellationToken)).ToDictionary(head => head.AccountId);
            all.AddRange(page.Select(account => FactsOf(account, found.GetValueOrDefault(account.Id)?.Body)));
        }

        reading.Took = clock.GetElapsedTime(reading.Began);
        return all;
    }

    private static AccountFacts FactsOf(Account account, HeadBody? head) =>
        new(account.Id, account.Name, account.Enabled, head?.Blocked is not null, head?.LastSyncedAt);

    private sealed class Reading(long began)
    {
        public long Began => began;

        public TimeSpan Took { get; set; }

        public Task<IReadOnlyList<AccountFacts>> Facts { get; set; } = Task.FromResult<IReadOnlyList<AccountFacts>>([]);
    }
}
