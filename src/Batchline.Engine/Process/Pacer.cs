using Batchline.Engine.Accounts;

namespace Batchline.Engine.Process;

/// <summary>
/// The distance between two requests of one account. A quota is spread evenly over its window: that keeps within it
/// whether the remote counts in fixed or sliding windows.
/// </summary>
internal static class Pacer
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public static TimeSpan Interval(AccountPace account, WorkizOptions options, Pace pace)
    {
        var interval = account.MinInterval ?? options.MinInterval;
        if ((account.QuotaCalls ?? options.QuotaCalls ?? pace.LearnedCalls) is not { } calls)
            return interval;
        var share = account.QuotaShare ?? 1;
        var spread = Window(account, options) / Math.Max(calls * share, 0.1);
        return spread > interval ? spread : interval;
    }

    /// <summary>How long to be silent after a 429.</summary>
    public static TimeSpan Pause(AccountPace account, WorkizOptions options, TimeSpan? retryAfter) =>
        Clamp(retryAfter ?? Window(account, options), account.MinInterval ?? options.MinInterval, LongestPause);

    /// <summary>No stored wait is obeyed beyond this: a clock set back or a broken row must not stop an account for ever.</summary>
    public static TimeSpan LongestWait(AccountPace account, WorkizOptions options, TimeSpan interval) =>
        Max(Max(interval, Window(account, options)), LongestPause);

    private static TimeSpan Window(AccountPace account, WorkizOptions options) => account.QuotaWindow ?? options.QuotaWindow;

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) => Max(value < most ? value : most, least);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
