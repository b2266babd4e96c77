using Batchline.Stores.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores;

public sealed class MemoryFixture : IStoreFixture
{
    private MemoryState? _state;

    public StoreNode Open(TimeProvider clock)
    {
        _state ??= new MemoryState(clock);
        return new StoreNode(new ServiceCollection().AddSingleton(TimeProvider.System).AddMemoryStore(_state).BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
