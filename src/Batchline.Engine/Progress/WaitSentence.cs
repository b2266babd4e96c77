using System.Globalization;
using Batchline.Engine.Failures;
using Batchline.Engine.Operations;

namespace Batchline.Engine.Progress;

/// <summary>The sentences that say what an account waits for.</summary>
internal static class WaitSentence
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static string Of(WaitingReason reason, AccountState state, DateTimeOffset? until, WaitContext context)
    {
        var (waiting, next) = ("Waiting" + Since(state.WaitingSince, context), Next(until, context));
        return reason switch
        {
            WaitingReason.Quota => $"{waiting} because its Workiz quota is used up; {next}.",
            WaitingReason.Upstream => $"{waiting} because Workiz does not answer properly{Words(state)}; {next}.",
            WaitingReason.Retry => $"{waiting} to retry jobs that failed; {next}.",
            WaitingReason.Budget =>
                $"{waiting} because Workiz takes longer to answer than a slice may last{Words(state)}; {next}. If this continues, raise Process:SliceBudget, which is {Span(context.SliceBudget)}.",
            WaitingReason.Pace => $"{waiting} because its pace allows no request yet; {next}.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Never stored with an account."),
        };
    }

    public static string Worker(DateTimeOffset due, WaitContext context) =>
        $"Due since {Time(due, context)}, but no process is working on it. Start 'batchline serve', or call the cron tick or process-batch. If one of these is running, it is busy with other accounts.";

    public static string Store(StoreRefusal refusal, WaitContext context) =>
        $"Waiting since {Time(refusal.Since, context)} because the database refuses to work: {refusal.Because}. {refusal.Do}; work then goes on by itself.";

    public static string Rest(Rest rest, WaitContext context) =>
        $"Waiting since {Time(rest.Since, context)} because Batchline itself fails on this account ({rest.Because}); it tries again at {Time(WholeMinute(rest.Until), context)}. Its log has the details: please report them.";

    public static string Blocked(AccountState state, WaitContext context)
    {
        var blocked = "Blocked" + Since(state.BlockedAt, context);
        if (state.Error is { Length: > 0 } reason && !IsRefusal(reason))
            return $"{blocked}: {reason}";
        var remedy = context.Ended ? "Give the account a new key and sync again." : "Give the account a new key, or resume the operation to try the present one again.";
        var words = state.Error is { Length: > 0 } refusal ? $" ({refusal.TrimEnd('.')})" : "";
        return $"{blocked} because Workiz refuses its key{words}. {remedy}";
    }

    /// <summary>Workiz's own words about the key. Every other reason for a block consists of whole sentences that say what to do.</summary>
    private static bool IsRefusal(string reason) => reason.StartsWith("HTTP ", StringComparison.Ordinal) || !reason.EndsWith('.');

    private static string Since(DateTimeOffset? time, WaitContext context) => time is { } since ? $" since {Time(since, context)}" : "";

    /// <summary>What Workiz or Batchline said about it, unchanged.</summary>
    private static string Words(AccountState state) => state.Error is { Length: > 0 } words ? $" ({words})" : "";

    private static string Next(DateTimeOffset? until, WaitContext context) => until switch
    {
        null => "it goes on by itself",
        { } time when time > context.Now => $"the next request will be sent by {Time(WholeMinute(time), context)}",
        _ => "the next request is due now",
    };

    /// <summary>Sentences show whole minutes, rounded up so that a request never seems late when it is not.</summary>
    private static DateTimeOffset WholeMinute(DateTimeOffset time) => time.Ticks % Minute.Ticks is var rest and not 0 ? time.AddTicks(Minute.Ticks - rest) : time;

    private static string Time(DateTimeOffset time, WaitContext context) =>
        time.UtcDateTime.ToString(time.UtcDateTime.Date == context.Now.UtcDateTime.Date ? "HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
