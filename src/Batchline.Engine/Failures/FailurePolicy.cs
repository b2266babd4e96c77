using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Failures;

/// <summary>
/// Says what to do about an exception that a driver meets, so that none ends the process. If the store is away or refuses to
/// work, that is logged once, and once more when it is back. Anything else is a fault in this program: it is logged with its
/// stack, and the work that met it rests, longer each time.
/// </summary>
public sealed partial class FailurePolicy(StoreHealth health, ILogger<FailurePolicy> logger)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private int _away;
    private int _refuses;

    /// <summary>How long to leave alone a store that does not answer.</summary>
    public static TimeSpan StorePause { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The last call that anybody in this process made to the store was not answered.</summary>
    public bool StoreIsAway => Volatile.Read(ref _away) == 1;

    /// <param name="what">What failed, as the log shows it: "the sweep of operations".</param>
    /// <param name="exception">What was thrown.</param>
    /// <param name="inARow">How often it has failed in a row.</param>
    /// <returns>How long to rest.</returns>
    public TimeSpan Rest(string what, Exception exception, int inARow)
    {
        if (exception is StoreUnavailableException)
        {
            StoreFailed(exception);
            return StorePause;
        }
        var rest = RestAfter(inARow);
        LogFailed(what, rest, exception);
        return rest;
    }

    /// <summary>A call to the store failed.</summary>
    public void StoreFailed(Exception exception)
    {
        if (!ReportRefusal() && Interlocked.Exchange(ref _away, 1) == 0)
            LogAway(exception);
    }

    /// <summary>The store answered a call; it may have been only a read.</summary>
    public void StoreAnswered()
    {
        ReportRefusal();
        if (Interlocked.Exchange(ref _away, 0) == 1)
            LogBack();
    }

    /// <summary>Doubled with each failure in a row.</summary>
    internal static TimeSpan RestAfter(int inARow)
    {
        var rest = FirstRest * Math.Pow(2, Math.Min(inARow, 16) - 1);
        return rest < LongestRest ? rest : LongestRest;
    }

    /// <returns>True: the store refuses to work.</returns>
    private bool ReportRefusal()
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

    [LoggerMessage(603, LogLevel.Error, "Failed unexpectedly, and is tried again in {Rest}: {Who}")]
    private partial void LogFailed(string who, TimeSpan rest, Exception exception);

    [LoggerMessage(610, LogLevel.Error, "The database refuses to work: {Reason}. {Do}; work then goes on by itself")]
    private partial void LogRefuses(string reason, string @do);

    [LoggerMessage(611, LogLevel.Information, "The database works again")]
    private partial void LogWorks();
}
