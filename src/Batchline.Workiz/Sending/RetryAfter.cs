using System.Globalization;
using System.Net.Http.Headers;

namespace Batchline.Workiz.Sending;

/// <summary>The header <c>Retry-After</c>: seconds or an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>No server means more, and the engine waits less. This keeps sums of times in range.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How long to wait, zero if the time is past; null without a readable header. A date is compared with the server's
    /// own clock, the answer's <c>Date</c>, if there is one.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        if (double.TryParse(values.First().Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds))
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

        return headers.RetryAfter?.Date is { } date
            ? TimeSpan.FromTicks(Math.Clamp((date - (headers.Date ?? now)).Ticks, 0, Longest.Ticks))
            : null;
    }
}
