using Batchline.Engine.Freshness;
using Batchline.Engine.Ids;

namespace Batchline.UnitTests.Freshness;

/// <summary>Finds no jobs, and notes of how many accounts it was asked.</summary>
internal sealed class CountedFreshness : IFreshnessReader
{
    public List<int> Read { get; } = [];

    public Task<IReadOnlyDictionary<AccountId, AccountFreshness?>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        Read.Add(accounts.Count);
        return Task.FromResult<IReadOnlyDictionary<AccountId, AccountFreshness?>>(accounts.ToDictionary(account => account, _ => (AccountFreshness?)null));
    }
}
