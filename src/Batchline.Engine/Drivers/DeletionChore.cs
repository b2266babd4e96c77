using Batchline.Engine.Operations;

namespace Batchline.Engine.Drivers;

/// <summary>Finishes deletions of accounts whose process may have died on the way.</summary>
internal sealed class DeletionChore(AccountRemover remover) : IChore
{
    public string Name => "the deletion of accounts";

    public Task RunAsync(CancellationToken cancellationToken) => remover.FinishAsync(cancellationToken);
}
