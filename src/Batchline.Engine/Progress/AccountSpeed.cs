namespace Batchline.Engine.Progress;

/// <summary>How fast an account may be asked now.</summary>
/// <param name="Interval">Between two requests.</param>
/// <param name="LearnedCalls">Calls a window that were learned; null: none, or a quota is set.</param>
public sealed record AccountSpeed(TimeSpan Interval, int? LearnedCalls, TimeSpan Window);
