using System.Collections.Concurrent;
using Batchline.Benchmarks.Wires;

namespace Batchline.Benchmarks.Callers;

/// <summary>Counts answers; any number of callers at once.</summary>
internal sealed class AnswerTally
{
    private const int TooMany = 429;
    private const int NotNow = 503;
    private const int FirstServerError = 500;
    private readonly ConcurrentDictionary<int, long> _statuses = new();
    private readonly ConcurrentDictionary<string, long> _wrong = new();
    private long _broken;
    private long _bytes;

    public IReadOnlyDictionary<int, long> Statuses => _statuses;

    public IReadOnlyDictionary<string, long> Wrong => _wrong;

    public long Broken => Interlocked.Read(ref _broken);

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(string path, WireAnswer answer)
    {
        Interlocked.Add(ref _bytes, answer.Bytes);
        _statuses.AddOrUpdate(answer.Status, 1, (_, count) => count + 1);
        if (answer.RetryAfter ? answer.Status >= FirstServerError && answer.Status != NotNow : answer.Status is TooMany or >= FirstServerError)
            _wrong.AddOrUpdate($"{answer.Status} {path}", 1, (_, count) => count + 1);
    }

    public void AddBroken() => Interlocked.Increment(ref _broken);
}
