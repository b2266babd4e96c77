using Batchline.Stores;

namespace Batchline.Hosting;

/// <summary>Tries whether a store that refused writes takes them again: where nothing is due, nobody else would find out.</summary>
internal sealed class StoreProbe(StoreWrites writes, IWriteProbe probe) : IChore
{
    public string Name => "the probe of a database that does not accept writes";

    public async Task RunAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        if (writes.Refusal is null)
            return;
        await probe.WriteAsync(cancellationToken);
        writes.Accepted();
    }
}
