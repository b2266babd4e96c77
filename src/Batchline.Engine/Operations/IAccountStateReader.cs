namespace Batchline.Engine.Operations;

/// <summary>Reads account states for reports, and to find out whether an operation has ended.</summary>
public interface IAccountStateReader
{
    Task<AccountState?> GetAsync(OperationId operation, AccountId account, CancellationToken cancellationToken);

    /// <summary>In order of account id after <paramref name="after"/>; those with one status, or all if null.</summary>
    Task<IReadOnlyList<AccountState>> ListAsync(
        OperationId operation, AccountStateStatus? status, AccountId? after, int limit, CancellationToken cancellationToken);
}
