namespace Batchline.Stores;

/// <summary>
/// Whether the store takes writes, which a full disk refuses while reads go on as before. The stores report refusals here,
/// and so does whoever tries a write out.
/// </summary>
public sealed class StoreWrites(TimeProvider clock)
{
    /// <summary>
    /// On a disk that is all but full a small write may succeed between two that do not. Whatever waits for the store tries
    /// again more often than this.
    /// </summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private WriteRefusal? _refusal;
    private long _lastRefused;

    /// <summary>Null: it takes writes, as far as anybody knows.</summary>
    public WriteRefusal? Refusal => Volatile.Read(ref _refusal);

    /// <param name="because">As in <see cref="WriteRefusal"/>.</param>
    /// <param name="todo">As in <see cref="WriteRefusal"/>.</param>
    public void Refused(string because, string todo)
    {
        lock (_lock)
        {
            _lastRefused = clock.GetTimestamp();
            _refusal = new WriteRefusal(_refusal?.Since ?? clock.GetUtcNow(), because, todo);
        }
    }

    /// <summary>A write was taken. The refusal is over when none was refused for some seconds before.</summary>
    public void Accepted()
    {
        lock (_lock)
        {
            if (_refusal is not null && clock.GetElapsedTime(_lastRefused) >= Calm)
                _refusal = null;
        }
    }
}
