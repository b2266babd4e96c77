namespace Batchline.Engine.Faults;

/// <summary>
/// The first answers about jobs in a run. If most jobs are suddenly gone, the key probably belongs to another Workiz
/// account: until that is settled, no job is marked as missing. Pure.
/// </summary>
public sealed record FirstAnswers
{
    private const int Judged = 20;

    public int Count { get; init; }

    /// <summary>Jobs that are newly gone. They are marked as missing once there are enough first answers.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>A person said that the key is right.</summary>
    public bool Trusted { get; init; }

    public bool Through => Trusted || Count >= Judged;

    public bool Suspicious => !Trusted && Held.Count > Judged / 2;

    /// <param name="newlyMissing">The job, if it is gone and was not before; null otherwise.</param>
    public FirstAnswers With(string? newlyMissing) => this with
    {
        Count = Count + 1,
        Held = newlyMissing is null ? Held : [.. Held, newlyMissing],
    };
}
