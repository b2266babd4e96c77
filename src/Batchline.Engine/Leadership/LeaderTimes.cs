namespace Batchline.Engine.Leadership;

/// <summary>How often drivers look, and how long a leader leads. The same in every process of a database.</summary>
public sealed record LeaderTimes
{
    /// <summary>Other processes share the store and cannot raise this one's signal, so the worker asks the store this often.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two rounds of each chore.</summary>
    public TimeSpan ChoresEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the role stays with a process that is cut off.</summary>
    public TimeSpan Role { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The leader's renewals. Two may fail before the role is lost.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The tries of the others.</summary>
    public TimeSpan TryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Kept free before the role ends, so that what is under way has time to stop.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromMilliseconds(500);
}
