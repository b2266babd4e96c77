using Batchline.Engine.Operations;

namespace Batchline.Engine.Drivers;

/// <summary>Ends operations, repeats unheard wishes, clears operations that were never admitted.</summary>
internal sealed class OperationChore(OperationSweeper operations, Failures failures) : IChore
{
    public string Name => "the sweep of operations";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await operations.SweepAsync(cancellationToken);

        // It asks the store every time, so it can tell.
        failures.StoreAnswered();
    }
}
