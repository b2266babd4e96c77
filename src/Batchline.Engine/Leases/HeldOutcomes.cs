using Batchline.Engine.Heads;
using Batchline.Engine.Records;

namespace Batchline.Engine.Leases;

/// <summary>
/// Outcomes that wait a moment to be written with those that follow. Only where an account is asked without any pause:
/// a checkpoint for every answer would cost more than the answers. Whoever dies meanwhile has asked for nothing: these
/// jobs are asked again.
/// </summary>
internal sealed class HeldOutcomes
{
    /// <summary>No outcome waits longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    private const int Most = 100;
    private readonly List<JobWrite> _jobs = [];
    private TimeSpan _since;

    /// <summary>The head's body with these outcomes; null: none is held.</summary>
    public HeadBody? Body { get; private set; }

    public void Add(Checkpoint parts, TimeSpan now)
    {
        if (Body is null)
            _since = now;
        Body = parts.Head.Body;
        _jobs.AddRange(parts.Jobs);
    }

    /// <summary>How long they may still wait.</summary>
    public TimeSpan Left(TimeSpan now) => _jobs.Count < Most ? _since + Longest - now : TimeSpan.Zero;

    /// <summary>A checkpoint made upon them, with them.</summary>
    public Checkpoint Before(Checkpoint parts) => Body is null ? parts : parts with { Jobs = [.. _jobs, .. parts.Jobs] };

    public void Clear()
    {
        Body = null;
        _jobs.Clear();
    }
}
