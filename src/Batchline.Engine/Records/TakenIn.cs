namespace Batchline.Engine.Records;

/// <summary>What became of some of the jobs that other programs stored.</summary>
/// <param name="Twice">UUIDs of jobs that the account has already: the other program's copies were left alone.</param>
/// <param name="Next">Where to continue; null: these were the last.</param>
public sealed record TakenIn(IReadOnlyList<string> Twice, string? Next)
{
    public static readonly TakenIn Nothing = new([], null);
}
