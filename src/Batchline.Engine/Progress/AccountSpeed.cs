namespace Batchline.Engine.Progress;

/// <summary>How fast an account may currently send.</summary>
/// <param name="Interval">Between two requests.</param>
/// <param name="LearnedCalls">Learned calls per window; null: none, or a quota is set.</param>
public sealed record AccountSpeed(TimeSpan Interval, int? LearnedCalls, TimeSpan Window);
