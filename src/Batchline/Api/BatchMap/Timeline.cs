using Batchline.Engine.Batches;

namespace Batchline.Api.BatchMap;

/// <summary>Counts what batches did into at most some hundred buckets of a round length.</summary>
internal sealed class Timeline
{
    private const int MaxBuckets = 72;

    private static readonly int[] Lengths =
        [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

    private readonly DateTimeOffset _from;
    private readonly int _seconds;
    private readonly int[] _done;
    private readonly int[] _failed;
    private bool _any;

    public Timeline(DateTimeOffset from, DateTimeOffset to)
    {
        var length = Math.Max(1, (to - from).TotalSeconds);
        _from = from;
        _seconds = Array.Find(Lengths, seconds => length / seconds <= MaxBuckets);
        if (_seconds == 0)
            _seconds = (int)Math.Ceiling(length / MaxBuckets);
        _done = new int[(int)(length / _seconds) + 1];
        _failed = new int[_done.Length];
    }

    public void Add(Batch batch)
    {
        if (batch.EndTime is not { } end)
            return;

        // Clocks differ: what ended a moment before the start or after the end counts there.
        var bucket = Math.Clamp((int)((end - _from).TotalSeconds / _seconds), 0, _done.Length - 1);
        _done[bucket] += batch.CompletedJobs.Count + batch.MissingJobs.Count;
        _failed[bucket] += batch.FailedJobs.Count;
        _any = true;
    }

    public TimelineView? View => _any ? new TimelineView(_from, _seconds, _done, _failed) : null;
}
