using System.Globalization;
using Batchline.Simulator.Shapes;

namespace Batchline.Simulator.Answers;

/// <summary>The answers that are no data, as recorded.</summary>
internal static class Refusals
{
    public static Reply Forbidden() => BadKey(403);

    public static Reply BadKey(int status) => Reply.Of(status,
        """{"success":false,"error":"Forbidden","message":"Invalid API path or malformed API key."}"""u8);

    public static Reply Gone(GoneShape shape) => shape switch
    {
        GoneShape.FlagFalse => Reply.Of(200, """{"flag":false,"msg":"job Not Found"}"""u8),
        GoneShape.NotFound => Reply.Of(404, """{"error":true,"code":404,"msg":"job Not Found","details":[]}"""u8),
        GoneShape.EmptyData => Reply.Of(200, """{"flag":true,"data":[]}"""u8),
        _ => new Reply(204),
    };

    public static Reply QuotaReached(RetryAfterForm form, TimeSpan wait, DateTimeOffset now) => Reply.Of(429,
        """{"error":true,"code":429,"msg":"Account reached Api Quotas - Please try again later or talk to our support to increase quota","details":[]}"""u8,
        retryAfter: form switch
        {
            RetryAfterForm.Seconds => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            // The header knows whole seconds only: round up, or it asks to come back too early.
            RetryAfterForm.Date => now.Add(wait).AddSeconds(1).ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        });

    /// <summary><c>details</c> comes as an object, an array or an empty array.</summary>
    public static Reply Malformed(string parameter) => Reply.Of(400, parameter switch
    {
        "start_date" => """{"error":true,"code":400,"msg":"Validation error","details":{"start_date":["start_date must be YYYY-MM-DD"]}}"""u8,
        "records" => """{"error":true,"code":400,"msg":"Validation error","details":["records must be 1 to 100"]}"""u8,
        "offset" => """{"error":true,"code":400,"msg":"Validation error: offset must be a number","details":[]}"""u8,
        _ => """{"error":true,"code":400,"msg":"Validation error: only_open must be true or false","details":[]}"""u8,
    });
}
