using Batchline.Stores.Memory;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Fixtures;

public sealed class MemoryFixture : IStoreFixture
{
    private MemoryState? _state;

    public StoreNode Open(TimeProvider clock, TimeSpan ahead = default, ReaderLimits? readers = null)
    {
        _state ??= new MemoryState(clock);
        return new StoreNode(new ServiceCollection().AddSingleton<TimeProvider>(new ShiftedClock(ahead)).AddMemoryStore(_state, limits: readers).BuildServiceProvider());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
