namespace Batchline.Engine.Faults;

/// <summary>
/// The first answers about jobs in a run. When most jobs are suddenly gone, the key is rather that of another Workiz
/// account: until that is settled no job is marked as missing. Pure.
/// </summary>
public sealed record FirstAnswers
{
    private const int Judged = 20;

    public int Count { get; init; }

    /// <summary>Jobs that are gone and were not before; marked when the first answers are through.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>A person said that the key is right.</summary>
    public bool Trusted { get; init; }

    public bool Through => Trusted || Count >= Judged;

    public bool Suspicious => !Trusted && Held.Count > Judged / 2;

    /// <param name="newlyMissing">The job, when it is gone and was not before; else null.</param>
    public FirstAnswers With(string? newlyMissing) => this with
    {
        Count = Count + 1,
        Held = newlyMissing is null ? Held : [.. Held, newlyMissing],
    };
}
