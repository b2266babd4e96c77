namespace Batchline.Hosting;

/// <summary>Tells once when the store goes away and once when it is back, whoever notices.</summary>
internal sealed partial class StoreOutage(ILogger<StoreOutage> logger)
{
    private int _away;

    /// <summary>How long to leave the store alone.</summary>
    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    public void Begin(Exception exception)
    {
        if (Interlocked.Exchange(ref _away, 1) == 0)
            LogAway(exception);
    }

    public void End()
    {
        if (Interlocked.Exchange(ref _away, 0) == 1)
            LogBack();
    }

    [LoggerMessage(600, LogLevel.Error, "The store does not answer; work goes on when it does")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(601, LogLevel.Information, "The store answers again")]
    private partial void LogBack();
}
