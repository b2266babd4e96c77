using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Sending;

/// <summary>Limits this process's requests in flight. An account that waits for its pace takes no slot.</summary>
internal sealed class RequestSlots(IOptions<ProcessOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Value.MaxParallelAccounts);

    public Task TakeAsync() => _slots.WaitAsync(CancellationToken.None);

    /// <summary>False: no slot became free in time.</summary>
    public async Task<bool> TryTakeAsync(TimeSpan patience, TimeProvider clock)
    {
        if (_slots.Wait(TimeSpan.Zero))
            return true;
        if (patience <= TimeSpan.Zero)
            return false;
        using var limit = new CancellationTokenSource(patience, clock);
        try
        {
            await _slots.WaitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Release() => _slots.Release();

    public void Dispose() => _slots.Dispose();
}
