using Batchline.Engine.Ids;

namespace Batchline.Engine.Freshness;

/// <summary>Reads how fresh an account's jobs are. It walks half of an index: not for every request.</summary>
public interface IFreshnessReader
{
    /// <summary>Null: nothing is stored of the account but jobs that are gone.</summary>
    async Task<AccountFreshness?> ReadAsync(AccountId account, CancellationToken cancellationToken) => (await ReadAsync([account], cancellationToken))[account];

    /// <summary>The same of each of the accounts.</summary>
    Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);
}
