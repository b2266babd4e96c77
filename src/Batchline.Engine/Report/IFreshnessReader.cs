using Batchline.Engine.Accounts;

namespace Batchline.Engine.Report;

/// <summary>Reads how fresh an account's jobs are. It walks half of an index: not for every request.</summary>
public interface IFreshnessReader
{
    /// <summary>Null: nothing is stored of the account but jobs that are gone.</summary>
    Task<Freshness?> ReadAsync(AccountId account, CancellationToken cancellationToken);
}
