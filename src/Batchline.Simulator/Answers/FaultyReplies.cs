using System.Text;
using System.Text.Json;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Shapes;

namespace Batchline.Simulator.Answers;

/// <summary>The answers that are wrong in what they say.</summary>
internal static class FaultyReplies
{
    private const string Page = """
        <!DOCTYPE html><html lang="en-US"><head><title>api.workiz.com | {0}</title></head>
        <body><h1>Error {0}</h1><p>Ray ID: 8f2c4e6a1b3d5f70 &bull; Cloudflare</p></body></html>
        """;

    /// <summary>Null for a fault that keeps the answer, or some of it.</summary>
    public static Reply? Of(FaultKind kind, string? uuid, Dice dice, TimeSpan retryAfter, DateTimeOffset now) => kind switch
    {
        FaultKind.ServerError => ServerError(dice.Pick<int>([500, 502, 503, 504])),
        FaultKind.CloudflarePage => Html(520 + dice.Below(5)),
        FaultKind.HtmlPage => Html(200),
        FaultKind.EmptyBody => Reply.Of(200, default),
        FaultKind.BrokenJson => Broken(dice.Below(3)),
        FaultKind.WrongSchema => WrongSchema(dice.Below(7)),
        FaultKind.FlagFalse => Reply.Of(200, """{"flag":false,"msg":"Something went wrong, please contact support"}"""u8),
        FaultKind.HugeBody => Reply.Of(200, Encoding.UTF8.GetBytes($$"""{"flag":true,"data":[{"UUID":"{{JsonEncodedText.Encode(uuid ?? "ABC123")}}","JobNotes":" """)),
        FaultKind.RefusedToken => Refusals.Forbidden(),
        FaultKind.QuotaReached => Refusals.QuotaReached(RetryAfterForm.None, TimeSpan.Zero, now),
        FaultKind.QuotaReachedWithRetryAfter => Refusals.QuotaReached(
            dice.Below(2) == 0 ? RetryAfterForm.Seconds : RetryAfterForm.Date, retryAfter, now),
        _ => OddRefusals.Of(kind),
    };

    private static Reply ServerError(int status) => status is 500 or 503
        ? Reply.Of(status, Encoding.UTF8.GetBytes($$"""{"error":true,"code":{{status}},"msg":"Internal Server Error","details":{} }"""))
        : Html(status);

    private static Reply Html(int status) => Reply.Of(
        status, Encoding.UTF8.GetBytes(Page.Replace("{0}", $"{status}", StringComparison.Ordinal)), Reply.Html);

    private static Reply Broken(int form) => Reply.Of(200, form switch
    {
        0 => """{"flag":true,"data":[{"UUID":"ABC123",}]}"""u8,
        1 => "<br />\n<b>Warning</b>: Undefined index in <b>/var/www/api/job.php</b>\n{\"flag\":true,\"data\":[]}"u8,
        _ => """{"flag":true,"data":[{"UUID":"ABC123","JobNotes":"a " quote"}]}"""u8,
    });

    private static Reply WrongSchema(int form) => Reply.Of(200, form switch
    {
        0 => """{"flag":true,"data":"none"}"""u8,
        1 => """{"flag":true,"data":[17,"x"]}"""u8,
        2 => """{"flag":true,"data":[{"id":5}]}"""u8,
        3 => """{"flag":true,"data":[{"UUID":{"a":1}}]}"""u8,
        4 => """{"result":"ok"}"""u8,
        5 => "\"ok\""u8,
        _ => "null"u8,
    });
}
