using Batchline.Engine.Failures;

namespace Batchline.Engine.Chores;

/// <summary>Ends operations, repeats unheard wishes, clears operations that were never admitted.</summary>
internal sealed class OperationChore(OperationSweeper operations, FailurePolicy failures) : IChore
{
    public string Name => "the sweep of operations";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await operations.SweepAsync(cancellationToken);

        // It asks the store every time, so it can tell.
        failures.StoreAnswered();
    }
}
