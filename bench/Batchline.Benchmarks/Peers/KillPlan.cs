namespace Batchline.Benchmarks.Peers;

/// <summary>How often a process is killed and started again.</summary>
/// <param name="Jobs">Of each account.</param>
/// <param name="Moments">How long it is left at work before each kill.</param>
/// <param name="Wait">For it to be at work again after a kill, before the next one.</param>
/// <param name="Patience">Without a request, after which nothing more is expected of it.</param>
internal sealed record KillPlan(int Jobs, IReadOnlyList<TimeSpan> Moments, TimeSpan Wait, TimeSpan Patience);
