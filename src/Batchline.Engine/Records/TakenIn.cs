namespace Batchline.Engine.Records;

/// <summary>What became of a part of the jobs that other programs stored.</summary>
/// <param name="Twice">UUIDs of which there is a job of the account already: the other program's copy was left alone.</param>
/// <param name="Next">Where to go on; null: that was all.</param>
public sealed record TakenIn(IReadOnlyList<string> Twice, string? Next)
{
    public static readonly TakenIn Nothing = new([], null);
}
