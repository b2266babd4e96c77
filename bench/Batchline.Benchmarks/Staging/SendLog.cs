using System.Collections.Concurrent;
using System.Diagnostics;
using Batchline.Engine.Accounts;
using Batchline.Engine.Discover;

namespace Batchline.Benchmarks.Staging;

/// <summary>Notes when each request leaves the engine, by the monotonic clock.</summary>
internal sealed class SendLog(IWorkizApi api) : IWorkizApi
{
    private readonly ConcurrentDictionary<string, List<long>> _sent = new();

    /// <summary>The times between two requests of the same account.</summary>
    public IEnumerable<TimeSpan> Gaps() =>
        _sent.Values.SelectMany(sent => sent.Zip(sent.Skip(1), Stopwatch.GetElapsedTime));

    public Task<WorkizAnswer> GetJobAsync(WorkizToken token, string uuid, CancellationToken cancellationToken)
    {
        Note(token);
        return api.GetJobAsync(token, uuid, cancellationToken);
    }

    public Task<WorkizAnswer> ListJobsAsync(WorkizToken token, JobListQuery query, CancellationToken cancellationToken)
    {
        Note(token);
        return api.ListJobsAsync(token, query, cancellationToken);
    }

    public Task<WorkizAnswer> ProbeAsync(WorkizToken token, CancellationToken cancellationToken)
    {
        Note(token);
        return api.ProbeAsync(token, cancellationToken);
    }

    // One request an account at a time: its list needs no lock.
    private void Note(WorkizToken token) => _sent.GetOrAdd(token.Reveal(), _ => []).Add(Stopwatch.GetTimestamp());
}
