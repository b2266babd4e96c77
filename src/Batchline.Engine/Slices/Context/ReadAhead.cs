using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Leases;
using Batchline.Engine.Records;

namespace Batchline.Engine.Slices.Context;

/// <summary>
/// What is stored of the next batches and jobs, read together while waiting for something else. It stays valid until a step
/// other than those of batches and jobs is taken, because only the lease holder writes them.
/// </summary>
internal sealed class ReadAhead(Recorder recorder, AccountId account)
{
    private static readonly Task<IReadOnlyList<Batch>> None = Task.FromResult<IReadOnlyList<Batch>>([]);

    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, StoredJob>>> _jobs = [];
    private Task<IReadOnlyList<Batch>> _batches = None;
    private int _taken;

    /// <summary>Reads consecutive batches.</summary>
    public void Begin(Task<IReadOnlyList<Batch>> batches) => (_batches, _taken) = (batches, 0);

    /// <summary>Reads jobs, except those that were already read.</summary>
    /// <param name="uuids">The jobs.</param>
    /// <param name="patience">How long the store may wait for the reads of other accounts.</param>
    public void Begin(IEnumerable<string> uuids, TimeSpan patience)
    {
        List<string> others = [.. uuids.Where(uuid => !_jobs.ContainsKey(uuid))];
        if (others.Count == 0)
            return;
        var read = recorder.StoredAsync(account, others, patience, CancellationToken.None);
        foreach (var uuid in others)
            _jobs[uuid] = read;
    }

    /// <summary>The next batch, if it has been read.</summary>
    public Batch? Peek() => _batches.IsCompletedSuccessfully && _taken < _batches.Result.Count ? _batches.Result[_taken] : null;

    /// <summary>Null: no batch was read that may be opened.</summary>
    public async Task<Batch?> TakeBatchAsync()
    {
        try
        {
            var batches = await _batches;
            return _taken < batches.Count ? batches[_taken++] : null;
        }
        catch (StoreUnavailableException)
        {
            // The caller then asks the store, for as long as the lease lasts.
            return null;
        }
    }

    /// <summary>The stored job; null: there is none. What was read is used only once, because it may be rewritten after that.</summary>
    public async Task<StoredJob?> TakeJobAsync(string uuid, Lease lease)
    {
        if (_jobs.Remove(uuid, out var read))
        {
            try
            {
                return (await read).GetValueOrDefault(uuid);
            }
            catch (StoreUnavailableException)
            {
                // Read it again below, for as long as the lease lasts.
            }
        }

        var stored = await lease.SureAsync(cancellationToken => recorder.StoredAsync(account, [uuid], TimeSpan.Zero, cancellationToken));
        return stored.GetValueOrDefault(uuid);
    }

    public void Forget()
    {
        _jobs.Clear();
        _batches = None;
    }
}
