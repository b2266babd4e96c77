using Batchline.Engine.Operations.Steer;

namespace Batchline.Engine.Chores;

/// <summary>Finishes deletions of accounts whose process may have died on the way.</summary>
internal sealed class DeletionChore(AccountRemover remover) : IChore
{
    public string Name => "the deletion of accounts";

    public Task RunAsync(CancellationToken cancellationToken) => remover.FinishAsync(cancellationToken);
}
