namespace Batchline.Engine.Leadership;

/// <summary>
/// Whether this process had anything to do in the last minute. While it had not, it asks the database less often whether there
/// is something. What another process begins may then begin that much later.
/// </summary>
public sealed class RecentWork(TimeProvider clock)
{
    private const int LessOften = 4;
    private static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(1);

    private long _last = clock.GetTimestamp();

    /// <summary>Something is done now.</summary>
    public void Note() => Volatile.Write(ref _last, clock.GetTimestamp());

    /// <summary>How long to rest between two looks that usually come so far apart.</summary>
    public TimeSpan Rest(TimeSpan usual) => clock.GetElapsedTime(Volatile.Read(ref _last)) >= QuietAfter ? usual * LessOften : usual;
}
