using Batchline.Engine.Heads;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>An account's current state, and the head that it comes from while the account is at work.</summary>
public sealed record AccountProgress(AccountState State, HeadView? Head)
{
    /// <summary>A batch is open.</summary>
    public bool IsProcessing => Head?.Body.Run is { Open: not null } run && run.OperationId == State.OperationId;
}
