namespace Batchline.Engine.Failures;

/// <summary>
/// Whether the store does what it is asked. A full disk or a missing right refuses some calls while others succeed.
/// The stores report refusals here, and so does the check that tries a write.
/// </summary>
public sealed class StoreHealth(TimeProvider clock)
{
    /// <summary>
    /// On a disk that is almost full, a small write may succeed between two that do not. Everything that waits for the store
    /// tries again more often than this.
    /// </summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private StoreRefusal? _refusal;
    private long _lastRefused;

    /// <summary>Null: as far as this process knows, it refuses nothing.</summary>
    public StoreRefusal? Refusal => Volatile.Read(ref _refusal);

    /// <param name="because">As in <see cref="StoreRefusal"/>.</param>
    /// <param name="todo">As in <see cref="StoreRefusal"/>.</param>
    public void Refused(string because, string todo)
    {
        lock (_lock)
        {
            _lastRefused = clock.GetTimestamp();
            _refusal = new StoreRefusal(_refusal?.Since ?? clock.GetUtcNow(), because, todo);
        }
    }

    /// <summary>A write succeeded. The refusal is over if none was refused in the last few seconds.</summary>
    public void Accepted()
    {
        lock (_lock)
        {
            if (_refusal is not null && clock.GetElapsedTime(_lastRefused) >= Calm)
                _refusal = null;
        }
    }
}
