using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>
/// Tells once when the store goes away and once when it is back, whoever notices. A database that answers but refuses to
/// work is reported as that: calls that it answers meanwhile do not mean that it is back.
/// </summary>
internal sealed partial class StoreOutage(StoreHealth health, ILogger<StoreOutage> logger)
{
    private int _away;
    private int _refuses;

    /// <summary>How long to leave the store alone.</summary>
    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    /// <summary>A call failed.</summary>
    public void Begin(Exception exception)
    {
        if (!TellOfRefusal() && Interlocked.Exchange(ref _away, 1) == 0)
            LogAway(exception);
    }

    /// <summary>A call was answered, perhaps one that only reads.</summary>
    public void End()
    {
        TellOfRefusal();
        if (Interlocked.Exchange(ref _away, 0) == 1)
            LogBack();
    }

    /// <returns>True: it refuses to work.</returns>
    private bool TellOfRefusal()
    {
        if (health.Refusal is { } refusal)
        {
            if (Interlocked.Exchange(ref _refuses, 1) == 0)
                LogRefuses(refusal.Because, refusal.Do);
            return true;
        }
        if (Interlocked.Exchange(ref _refuses, 0) == 1)
            LogWorks();
        return false;
    }

    [LoggerMessage(600, LogLevel.Error, "The store does not answer; work goes on when it does")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(601, LogLevel.Information, "The store answers again")]
    private partial void LogBack();

    [LoggerMessage(610, LogLevel.Error, "The database refuses to work: {Reason}. {Do}; work then goes on by itself")]
    private partial void LogRefuses(string reason, string @do);

    [LoggerMessage(611, LogLevel.Information, "The database works again")]
    private partial void LogWorks();
}
