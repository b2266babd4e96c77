using System.Collections.Concurrent;
using System.Diagnostics;
using Batchline.Engine.Workiz;

namespace Batchline.Benchmarks.Staging;

/// <summary>Notes when each request leaves the engine, by the monotonic clock.</summary>
internal sealed class SendLog(IWorkizApi api) : IWorkizApi
{
    private readonly ConcurrentDictionary<string, List<long>> _sent = new();

    /// <summary>The times between two requests of the same account.</summary>
    public IEnumerable<TimeSpan> Gaps() =>
        _sent.Values.SelectMany(sent => sent.Zip(sent.Skip(1), Stopwatch.GetElapsedTime));

    public Task<WorkizAnswer> SendAsync(WorkizToken token, WorkizCall call, Func<bool> leave, CancellationToken cancellationToken) =>
        api.SendAsync(token, call, () => Note(token, leave()), cancellationToken);

    // One request an account at a time: its list needs no lock.
    private bool Note(WorkizToken token, bool leaves)
    {
        if (leaves)
            _sent.GetOrAdd(token.Reveal(), _ => []).Add(Stopwatch.GetTimestamp());
        return leaves;
    }
}
