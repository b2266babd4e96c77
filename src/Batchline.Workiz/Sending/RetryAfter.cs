using System.Globalization;
using System.Net.Http.Headers;

namespace Batchline.Workiz.Sending;

/// <summary>The header <c>Retry-After</c>: seconds or an HTTP date.</summary>
internal static class RetryAfter
{
    /// <summary>Nobody means more; the engine obeys less. It keeps sums of times within range.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The wait, zero when it is over; null without a readable header. A date is judged by the sender's own
    /// clock, the answer's <c>Date</c>, where it is given.</summary>
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
