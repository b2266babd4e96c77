using Batchline.Engine.Operations;

namespace Batchline.Hosting;

/// <summary>Ends operations, repeats unheard wishes, clears operations that were never admitted.</summary>
internal sealed class OperationChore(OperationSweeper operations, StoreOutage outage) : IChore
{
    public string Name => "the sweep of operations";

    public async Task RunAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        await operations.SweepAsync(cancellationToken);

        // It asks the store every time, so it can tell.
        outage.End();
    }
}
