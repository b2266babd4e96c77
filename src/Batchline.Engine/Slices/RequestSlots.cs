using Microsoft.Extensions.Options;

namespace Batchline.Engine.Slices;

/// <summary>Bounds the requests in flight of this process. An account that waits for its pace takes no slot.</summary>
internal sealed class RequestSlots(IOptions<ProcessOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.MaxParallelAccounts);

    public Task TakeAsync() => _slots.WaitAsync(CancellationToken.None);

    public void Release() => _slots.Release();

    public void Dispose() => _slots.Dispose();
}
