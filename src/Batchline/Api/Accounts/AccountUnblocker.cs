using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Api.Accounts;

/// <summary>Lets an account that was blocked for its key go on with a new one.</summary>
internal sealed class AccountUnblocker(IHeadStore heads, IOperationStore operations, IAccountStateStore states, IHeadInbox inbox)
{
    public async Task UnblockAsync(AccountId id, CancellationToken cancellationToken)
    {
        var head = (await heads.ReadAsync([id], cancellationToken)).SingleOrDefault();
        if (head?.Body is { Blocked: not null, Run: { Status: AccountStateStatus.Blocked } run }
            && await operations.GetAsync(run.OperationId, cancellationToken) is { } operation
            && !OperationTransitions.IsTerminal(operation.Status))
        {
            // The block gave the account free; when another operation took it meanwhile, that one goes on with the new key.
            await states.ReactivateAsync(run.OperationId, [id], cancellationToken);
        }

        // A command, not a wake: a slice that is just giving the account back must not miss it.
        if (head?.Body.Blocked is not null)
            await inbox.AppendAsync([id], new HeadCommand { Id = id.Value, Kind = HeadCommandKind.Unblock }, cancellationToken);
        else
            await inbox.WakeAsync([id], cancellationToken);
    }
}
