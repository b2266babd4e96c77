using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.UnitTests.Engine.Operations.Start;

/// <summary>Account states whose reservation takes a while, in which other things happen.</summary>
internal sealed class SlowReservations(IAccountStateStore states, Func<Task> meanwhile) : IAccountStateStore
{
    public async Task<IReadOnlyList<BusyAccount>> ReserveAsync(IReadOnlyList<AccountState> rows, CancellationToken cancellationToken)
    {
        await meanwhile();
        return await states.ReserveAsync(rows, cancellationToken);
    }

    public Task<IReadOnlyList<BusyAccount>> ReactivateAsync(
        OperationId operation, IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        states.ReactivateAsync(operation, accounts, cancellationToken);

    public Task<IReadOnlyList<AccountId>> WithdrawUnfitAsync(OperationId operation, CancellationToken cancellationToken) =>
        states.WithdrawUnfitAsync(operation, cancellationToken);

    public Task WithdrawAsync(OperationId operation, IReadOnlyList<AccountId>? accounts, CancellationToken cancellationToken) =>
        states.WithdrawAsync(operation, accounts, cancellationToken);

    public Task<IReadOnlyList<OperationId>> HoldersAsync(CancellationToken cancellationToken) => states.HoldersAsync(cancellationToken);

    public Task<AccountState?> GetActiveAsync(AccountId account, CancellationToken cancellationToken) =>
        states.GetActiveAsync(account, cancellationToken);
}
