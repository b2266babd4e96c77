namespace Batchline.Engine.Record;

/// <summary>
/// A stretch of time in which this process leads. What it does as the leader ends with the term: by <see cref="Over"/>, which
/// lets it come to an end, or at the latest when nothing is <see cref="Left"/>, before any other process can lead.
/// </summary>
public sealed class LeaderTerm(long fence, TimeProvider clock, CancellationToken over)
{
    private long _provenAt;
    private TimeSpan _lasting;

    /// <summary>Of the role; greater than that of every earlier term.</summary>
    public long Fence => fence;

    /// <summary>The process stops, or the role is lost.</summary>
    public CancellationToken Over => over;

    /// <summary>By this node's monotonic clock; never negative.</summary>
    public TimeSpan Left => _lasting - clock.GetElapsedTime(_provenAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <param name="sentAt">Before the call went out by which the store made the term longer.</param>
    /// <param name="lasting">Less than what the store gave, so that an abort has time to take effect.</param>
    internal void Extend(long sentAt, TimeSpan lasting) => (_provenAt, _lasting) = (sentAt, lasting);
}
