using System.Globalization;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;

namespace Batchline.Notices;

/// <summary>Puts up a notice before an account is blocked. Whoever delivers it looks whether it still is.</summary>
internal sealed class NotifiedHeads(IHeadStore inner, NoticeBoard notices) : IHeadStore
{
    public Task<HeadView?> AcquireAsync(AccountId account, string owner, TimeSpan lease, long? leader, CancellationToken cancellationToken) =>
        inner.AcquireAsync(account, owner, lease, leader, cancellationToken);

    public async Task<HeadView?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint.State is { Status: AccountStateStatus.Blocked, BlockedAt: { } since })
        {
            await notices.AddAsync(
                NoticeKinds.AccountBlocked, checkpoint.AccountId.Value, since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), cancellationToken);
        }

        return await inner.CommitAsync(checkpoint, cancellationToken);
    }

    public Task<IReadOnlyList<HeadView>> ReadAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        inner.ReadAsync(accounts, cancellationToken);
}
