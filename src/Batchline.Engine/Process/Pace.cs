namespace Batchline.Engine.Process;

/// <summary>What an account's head remembers about its quota.</summary>
public sealed record Pace
{
    /// <summary>Calls a window that were learned; null before the first 429.</summary>
    public int? LearnedCalls { get; init; }
}
