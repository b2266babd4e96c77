using Batchline.Engine.Chores;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;

namespace Batchline.Drivers;

/// <summary>Checks whether a store that refused to work accepts writes again. If nothing is due, nothing else would find out.</summary>
internal sealed class StoreProbe(StoreHealth health, IWriteProbe probe) : IChore
{
    public string Name => "the probe of a database that refuses to work";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (health.Refusal is null)
            return false;
        await probe.WriteAsync(cancellationToken);
        health.Accepted();
        return true;
    }
}
