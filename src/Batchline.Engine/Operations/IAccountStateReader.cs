using Batchline.Engine.Ids;

namespace Batchline.Engine.Operations;

/// <summary>Reads account states for reports and for finding out whether an operation has ended.</summary>
public interface IAccountStateReader
{
    Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken);

    /// <summary>In account id order behind <paramref name="after"/>; those of one status, or all when null.</summary>
    Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken);
}
