namespace Batchline.Simulator.Judge;

internal sealed record JudgeRules(TimeSpan MinInterval, TimeSpan Tolerance)
{
    /// <summary>What the report counts as early, whatever the tolerance.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMilliseconds(50);
}
