using Batchline.Engine.Accounts;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Rules;

namespace Batchline.Stores.Memory.Accounts;

internal sealed class AccountStore(MemoryState state) : IAccountStore, IAccountDeletions
{
    public Task<AccountWrite> AddAsync(Account account, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (state.Accounts.ContainsKey(account.Id.Value))
                return Task.FromResult(AccountWrite.Done);
            if (HasKey(account.Id, account.KeyFingerprint))
                return Task.FromResult(AccountWrite.DuplicateKey);
            state.Accounts.Add(account.Id.Value, account);
            return Task.FromResult(AccountWrite.Done);
        }
    }

    public Task<Account?> GetAsync(AccountId id, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult(state.Accounts.GetValueOrDefault(id.Value));
    }

    public Task<IReadOnlyList<Account>> GetAsync(IReadOnlyCollection<AccountId> ids, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            return Task.FromResult<IReadOnlyList<Account>>(
                [.. ids.Distinct().Select(id => state.Accounts.GetValueOrDefault(id.Value)).OfType<Account>()]);
        }
    }

    public Task<IReadOnlyList<Account>> ListAsync(AccountId? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<Account>>([.. Behind(after).Take(limit)]);
    }

    public Task<AccountWrite> UpdateAsync(AccountId id, AccountChange change, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (!state.Accounts.TryGetValue(id.Value, out var old))
                return Task.FromResult(AccountWrite.NotFound);
            if (!AccountChanges.HasKeyFor(old, change))
                return Task.FromResult(AccountWrite.KeyChanged);
            if (HasKey(id, change.KeyFingerprint))
                return Task.FromResult(AccountWrite.DuplicateKey);
            state.Accounts[id.Value] = AccountChanges.Change(old, change);
            return Task.FromResult(AccountWrite.Done);
        }
    }

    public Task<bool> MarkAsync(AccountId id, string? was, AccountDeletion? mark, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (!state.Accounts.TryGetValue(id.Value, out var old) || AccountChanges.Mark(old, was, mark) is not { } marked)
                return Task.FromResult(false);
            state.Accounts[id.Value] = marked;
            return Task.FromResult(true);
        }
    }

    public Task<IReadOnlyList<Account>> ListMarkedAsync(AccountId? after, int limit, CancellationToken cancellationToken)
    {
        lock (state.Gate)
            return Task.FromResult<IReadOnlyList<Account>>([.. Behind(after).Where(account => account.Deleting).Take(limit)]);
    }

    public Task DeleteAsync(AccountId id, bool deleteJobs, CancellationToken cancellationToken)
    {
        lock (state.Gate)
        {
            if (deleteJobs)
                state.Jobs.Remove(id);
            state.Heads.Remove(id);
            state.Accounts.Remove(id.Value);
            return Task.CompletedTask;
        }
    }

    private IEnumerable<Account> Behind(AccountId? after) => state.Accounts.Values
        .Where(account => after is null || string.CompareOrdinal(account.Id.Value, after.Value.Value) > 0);

    private bool HasKey(AccountId except, string? fingerprint) =>
        fingerprint is not null
        && state.Accounts.Values.Any(account => account.KeyFingerprint == fingerprint && account.Id != except);
}
