namespace Batchline.Engine.Freshness;

/// <summary>Reads how fresh an account's jobs are. It walks half of an index, so not for every request.</summary>
public interface IFreshnessReader
{
    /// <summary>Null: no jobs are stored for the account, or all of them are gone in Workiz.</summary>
    async Task<AccountFreshness?> ReadAsync(AccountId account, CancellationToken cancellationToken) => (await ReadAsync([account], cancellationToken))[account];

    /// <summary>The same for several accounts.</summary>
    Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken);
}
