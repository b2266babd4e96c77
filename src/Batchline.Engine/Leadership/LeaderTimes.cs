namespace Batchline.Engine.Leadership;

/// <summary>How often drivers look for work while there is some, how much they begin, and how long a leader leads. The same in every process of a database.</summary>
public sealed record LeaderTimes
{
    /// <summary>Other processes share the store and cannot raise this process's signal, so the worker asks the store this often.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the leader of a cluster calls every process.</summary>
    public TimeSpan HandEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a process may take to answer the leader of its cluster.</summary>
    public TimeSpan DoorAnswers { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Accounts that a process has at work at once, each of which costs memory. If more are due, they take turns, a slice each.</summary>
    public int MostAtWork { get; init; } = 20_000;

    /// <summary>Between two runs of each chore.</summary>
    public TimeSpan ChoresEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a process that is cut off keeps the role.</summary>
    public TimeSpan Role { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How often the leader renews. Two renewals may fail before the role is lost.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the other processes try to take the role.</summary>
    public TimeSpan TryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Reserved at the end of the role's time, so that running work has time to stop.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromMilliseconds(500);
}
