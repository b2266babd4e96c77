using Batchline.Engine.Doors;

namespace Batchline.Cluster.Silos;

/// <summary>Gives this process's accounts back when it stops, while it still belongs to the cluster.</summary>
internal sealed class SiloDrain(Door door) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloDrain),
        ServiceLifecycleStage.BecomeActive - 1,
        _ => Task.CompletedTask,
        stopping => door.CloseAsync().WaitAsync(stopping));
}
