namespace Batchline.Stores.Reading;

/// <summary>
/// Limits what people read. Searches, exports, and what many watch together have turns of their own, so that the dashboard works
/// even while others search the whole table.
/// </summary>
internal sealed class Readers
{
    private const string Busy = "The server is busy with other reads. Try again in a few seconds.";

    private readonly ReaderLane _lists;
    private readonly ReaderLane _searches;
    private readonly ReaderLane _watchers;
    private readonly ReaderLane _exports;

    public Readers(ReaderLimits limits, int atOnce, TimeProvider clock)
    {
        var half = Math.Max(1, atOnce / 2);
        Most = atOnce + half + half + half;
        _lists = new ReaderLane(new ReadTurns(atOnce, limits.Waiting, limits.Patience, clock, Busy), limits.Longest, clock);
        _searches = new ReaderLane(new ReadTurns(half, limits.Waiting, limits.Patience, clock, Busy), limits.Longest, clock);

        _watchers = new ReaderLane(new ReadTurns(half, limits.Waiting, limits.Patience, clock, Busy), limits.Longest, clock);

        // A page of an export waits as long as necessary, because half an export is useless. The server lets only a few begin, so each page gets its turn.
        _exports = new ReaderLane(new ReadTurns(half, int.MaxValue, Timeout.InfiniteTimeSpan, clock, Busy), limits.LongestExportPage, clock);
    }

    /// <summary>How many reads there are at most, over all lanes.</summary>
    public int Most { get; }

    /// <param name="search">Whether it may look at far more than it finds.</param>
    /// <returns>Null for work, which reads without a turn.</returns>
    public ReaderLane? LaneOf(bool search) => CurrentRead.For switch
    {
        ReadFor.Export => _exports,
        ReadFor.Watchers => _watchers,
        ReadFor.Person => search ? _searches : _lists,
        _ => null,
    };
}
