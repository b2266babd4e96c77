using Batchline.SimulationTests.World;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Stores;

/// <summary>Chaos around every call of a process. A transaction is one call: its connection would keep its locks if it were left alone.</summary>
internal sealed class PostgresGate(Chaos chaos) : ICommandGate
{
    /// <summary>The driver goes on in the thread pool. The simulation stands still meanwhile: the call takes no virtual time.</summary>
    public Task<T> PassAsync<T>(string place, Func<Task<T>> call) =>
        chaos.CommandAsync(() => Task.FromResult(Task.Run(call).GetAwaiter().GetResult()), ofCheckpoint: place == "checkpoints");
}
