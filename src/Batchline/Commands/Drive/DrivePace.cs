namespace Batchline.Commands.Drive;

/// <summary>How long to wait before the next tick: not at all while there is work, longer and longer while there is none or it fails.</summary>
internal sealed class DrivePace(TimeSpan idle, Random random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestAfterFailure = TimeSpan.FromMinutes(1);

    private int _failures;
    private int _idle;

    public TimeSpan After(TickOutcome outcome)
    {
        if (outcome is TickOutcome.Failed)
            return Doubled(_failures++, LongestAfterFailure) * (1 + (0.2 * random.NextDouble()));
        _failures = 0;
        _idle = outcome is TickOutcome.Done { Nothing: true } ? _idle + 1 : 0;
        return _idle == 0 ? Shortest : Doubled(_idle, idle);
    }

    private static TimeSpan Doubled(int times, TimeSpan longest) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(times, 20)), longest.TotalSeconds));
}
