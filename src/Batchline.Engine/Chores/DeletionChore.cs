using Batchline.Engine.Operations.Steer;

namespace Batchline.Engine.Chores;

/// <summary>Finishes deletions of accounts that a process began and may have died over.</summary>
internal sealed class DeletionChore(AccountRemover remover) : IChore
{
    public string Name => "the deletion of accounts";

    public Task<bool> RunAsync(CancellationToken cancellationToken) => remover.FinishAsync(cancellationToken);
}
