using Batchline.Engine.Drivers;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.SimulationTests.World;

namespace Batchline.SimulationTests.Variants;

/// <summary>An inbox that lets the account with the lowest id go before all others, or tells of no more accounts than there are places.</summary>
internal sealed class BrokenInbox(IHeadInbox inner, SimWorld world) : IHeadInbox
{
    public static IHeadInbox Of(IHeadInbox inner, SimWorld world) =>
        world.Variant is Variant.LowestIdFirst or Variant.PlaceKept ? new BrokenInbox(inner, world) : inner;

    public async Task<DueAccounts> DueAsync(int limit, CancellationToken cancellationToken)
    {
        var due = await inner.DueAsync(limit, cancellationToken);
        if (world.Variant == Variant.PlaceKept)
            return due with { Accounts = [.. due.Accounts.Take(world.Settings.Drivers.MostAtWork - world.Processes.Sum(process => process.Get<AccountSlices>().Count))] };
        var working = world.State.Heads.Values.Where(head => head.DueAt is not null || !head.Released).Select(head => head.AccountId.Value);
        return due with { Accounts = [.. due.Accounts.Where(account => account.Value == working.Min(StringComparer.Ordinal))] };
    }

    public Task AppendAsync(IReadOnlyList<AccountId> accounts, HeadCommand command, CancellationToken cancellationToken) =>
        inner.AppendAsync(accounts, command, cancellationToken);

    public Task<bool> HasCommandAsync(OperationId operation, CancellationToken cancellationToken) =>
        inner.HasCommandAsync(operation, cancellationToken);

    public Task<bool> RemoveAsync(AccountId account, string commandId, CancellationToken cancellationToken) =>
        inner.RemoveAsync(account, commandId, cancellationToken);

    public Task SetControlAsync(IReadOnlyList<AccountId> accounts, Control control, CancellationToken cancellationToken) =>
        inner.SetControlAsync(accounts, control, cancellationToken);

    public Task WakeAsync(IReadOnlyList<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.WakeAsync(accounts, cancellationToken);

    public Task WakeLateAsync(TimeSpan furtherThan, CancellationToken cancellationToken) => inner.WakeLateAsync(furtherThan, cancellationToken);

    public Task<long> CountDueAsync(CancellationToken cancellationToken) => inner.CountDueAsync(cancellationToken);
}
