using Batchline.Engine.Accounts;
using Batchline.Engine.Record;

namespace Batchline.Engine.Slices;

/// <summary>
/// What is stored of jobs that are asked for next, read in one go while something else is waited for. Only the lease's
/// holder writes them, so it stays true.
/// </summary>
internal sealed class ReadAhead(Recorder recorder, AccountId account)
{
    private readonly HashSet<string> _ahead = [];
    private Task<IReadOnlyDictionary<string, StoredJob>>? _read;

    public void Begin(IReadOnlyCollection<string> uuids)
    {
        _read = recorder.StoredAsync(account, uuids, CancellationToken.None);
        _ahead.Clear();
        _ahead.UnionWith(uuids);
    }

    /// <summary>The job, with others beside it. None is taken twice from what was read: by then it may have been written.</summary>
    public Task<IReadOnlyDictionary<string, StoredJob>> Take(string uuid)
    {
        if (_read is { } read && _ahead.Remove(uuid))
            return read;
        return recorder.StoredAsync(account, [uuid], CancellationToken.None);
    }

    /// <summary>The job is written out of turn.</summary>
    public void Forget(string uuid) => _ahead.Remove(uuid);
}
