using Batchline.Engine.Heads;
using Batchline.Engine.Records;

namespace Batchline.Engine.Leases;

/// <summary>
/// Outcomes that wait a moment to be written together with those that follow. Only for an account that is asked without any
/// pause: there a checkpoint for every answer would cost more than the answers. If the process dies first, these jobs are
/// requested again.
/// </summary>
internal sealed class HeldOutcomes
{
    /// <summary>No outcome waits longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private const int Most = 100;

    private readonly List<JobWrite> _jobs = [];
    private TimeSpan _since;

    /// <summary>The head's body with these outcomes; null: none is held.</summary>
    public HeadBody? Body { get; private set; }

    /// <summary>Requests follow each other with hardly a pause between.</summary>
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

    /// <summary>The jobs of a draft that was made upon these outcomes, with theirs.</summary>
    public IReadOnlyList<JobWrite> JobsBefore(CheckpointDraft draft) => Body is null ? draft.Jobs : [.. _jobs, .. draft.Jobs];

    public void Clear()
    {
        Body = null;
        _jobs.Clear();
    }
}
