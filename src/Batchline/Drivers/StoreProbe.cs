using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Drivers;

/// <summary>Tries whether a store that refused to work does so again: where nothing is due, nobody else would find out.</summary>
internal sealed class StoreProbe(StoreHealth health, IWriteProbe probe) : IChore
{
    public string Name => "the probe of a database that refuses to work";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (health.Refusal is null)
            return;
        await probe.WriteAsync(cancellationToken);
        health.Accepted();
    }
}
