using Batchline.Engine.Heads;
using Batchline.Engine.Records;

namespace Batchline.Engine.Leases;

/// <summary>
/// Outcomes that wait briefly to be written together with the next ones. Only for an account without a pause between
/// requests, where a checkpoint for every answer would cost more than the answers. If the process dies first, these jobs
/// are requested again.
/// </summary>
internal sealed class HeldOutcomes
{
    /// <summary>No outcome waits longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private const int Most = 100;

    private readonly List<JobWrite> _jobs = [];
    private TimeSpan _since;

    /// <summary>The head's body with these outcomes; null: none is held.</summary>
    public HeadBody? Body { get; private set; }

    /// <summary>There is hardly a pause between requests.</summary>
    public static bool Fit(TimeSpan interval) => interval < Longest;

    public void Add(CheckpointDraft draft, TimeSpan now)
    {
        if (Body is null)
            _since = now;
        Body = draft.Body;
        _jobs.AddRange(draft.Jobs);
    }

    /// <summary>How long they may still wait.</summary>
    public TimeSpan Left(TimeSpan now) => _jobs.Count < Most ? _since + Longest - now : TimeSpan.Zero;

    /// <summary>The held jobs, then those of a draft that was made on top of them.</summary>
    public IReadOnlyList<JobWrite> JobsBefore(CheckpointDraft draft) => Body is null ? draft.Jobs : [.. _jobs, .. draft.Jobs];

    public void Clear()
    {
        Body = null;
        _jobs.Clear();
    }
}
