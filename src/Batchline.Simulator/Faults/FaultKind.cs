using System.Text.Json.Serialization;
using Batchline.Simulator.Calls;

namespace Batchline.Simulator.Faults;

/// <summary>What may be wrong with an answer. New kinds go to the end: the seeds draw in this order.</summary>
[JsonConverter(typeof(FaultKindConverter))]
public enum FaultKind
{
    None,

    [FaultNote("500, 502, 503 or 504, as JSON or as a gateway's page")]
    ServerError,

    [FaultNote("Cloudflare's 520 to 524 with an HTML page")]
    CloudflarePage,

    [FaultNote("an HTML page with status 200")]
    HtmlPage,

    [FaultNote("status 200 and nothing else")]
    EmptyBody,

    [FaultNote("the connection is reset (RST) instead of an answer")]
    ResetBeforeHeaders,

    [FaultNote("the connection is closed (FIN) instead of an answer")]
    CloseBeforeHeaders,

    [FaultNote("the connection is reset after the headers and half of the body")]
    ResetInBody,

    [FaultNote("no answer until the client leaves")]
    Hang,

    [FaultNote("the right answer, its body spread over 5 s (slowBodyTime of the profile)")]
    SlowBody,

    [FaultNote("a complete response whose JSON stops halfway")]
    TruncatedJson,

    [FaultNote("text that is almost JSON")]
    BrokenJson,

    [FaultNote("JSON of another shape")]
    WrongSchema,

    [FaultNote("the job is gone, in the shape of the option goneShape", CallKind.JobGet)]
    Gone,

    [FaultNote("another job of the account", CallKind.JobGet)]
    WrongUuid,

    [FaultNote("200 with flag:false and \"Something went wrong\"")]
    FlagFalse,

    [FaultNote("403 with the body of a bad key")]
    RefusedToken,

    [FaultNote("a record of 64 MB (hugeBodyBytes of the profile, or bytes)")]
    HugeBody,

    [FaultNote("429 although the quota is not used up")]
    QuotaReached,

    [FaultNote("the same with Retry-After, 2 s (retryAfter of the profile)")]
    QuotaReachedWithRetryAfter,

    [FaultNote("the connection is cut at once, without the usual latency")]
    ConnectionRefused,

    [FaultNote("401 with the body of a bad key")]
    UnauthorizedToken,

    [FaultNote("403 with a body that does not mention the key")]
    Forbidden,

    [FaultNote("401 with a body that does not mention the key")]
    Unauthorized,

    [FaultNote("403 without a body")]
    ForbiddenEmpty,

    [FaultNote("401 without a body")]
    UnauthorizedEmpty,

    [FaultNote("404 \"Invalid end point\"")]
    UnknownEndPoint,

    [FaultNote("400 as JSON")]
    BadRequest,

    [FaultNote("406 as JSON")]
    NotAcceptable,

    [FaultNote("418 as JSON")]
    Teapot,

    [FaultNote("the quota's text under 200, without code")]
    QuotaText,

    [FaultNote("the quota's text under 400, without code")]
    QuotaTextBadRequest,

    [FaultNote("the quota's text under 200, with flag:false")]
    QuotaFlagFalse,

    [FaultNote("the quota's text under 400, with flag:false")]
    QuotaFlagFalseBadRequest,

    [FaultNote("the right answer with an error after it: two JSON documents")]
    TwoDocuments,

    [FaultNote("data is an object with the keys 0, 1, 2…", CallKind.JobAll)]
    NumericKeys,

    [FaultNote("the rows are in jobs instead of data, without has_more", CallKind.JobAll)]
    JobsKey,

    [FaultNote("every second row in windows-1252 (such as the byte FC for ü), the rows between in ASCII", CallKind.JobAll)]
    Windows1252,

    [FaultNote("every row takes 400 KB (or bytes): 40 MB for 100 rows, less for fewer records", CallKind.JobAll)]
    HugePage,

    [FaultNote("the first page whatever the offset, with has_more:true", CallKind.JobAll)]
    OffsetIgnored,

    [FaultNote("the first page whatever the offset, without has_more", CallKind.JobAll)]
    OffsetIgnoredNoHasMore,

    [FaultNote("the last page for every later offset, with has_more:true", CallKind.JobAll)]
    OffsetClamped,

    [FaultNote("the last page for every later offset, without has_more", CallKind.JobAll)]
    OffsetClampedNoHasMore,

    [FaultNote("after the last page the first again, with has_more:true", CallKind.JobAll)]
    CyclicPages,

    [FaultNote("pages of 50 rows (or rows) where more were asked for", CallKind.JobAll)]
    FewerRows,

    [FaultNote("one more row, its UUID the number 1234567", CallKind.JobAll)]
    UuidNumber,

    [FaultNote("one more row, its UUID the text \"12E345\", which is a good one", CallKind.JobAll)]
    UuidLikeNumber,

    [FaultNote("one more row, its UUID the number 12E345, without quotes", CallKind.JobAll)]
    UuidExponent,

    [FaultNote("one more row, its UUID null", CallKind.JobAll)]
    UuidNull,

    [FaultNote("one more row, its UUID {}", CallKind.JobAll)]
    UuidObject,

    [FaultNote("one more row, without UUID", CallKind.JobAll)]
    UuidMissing,

    [FaultNote("one more row, its UUID empty", CallKind.JobAll)]
    UuidEmpty,

    [FaultNote("one more row with the UUID of the row before it and other notes", CallKind.JobAll)]
    UuidTwice,

    [FaultNote("one more row with two UUID keys, FIRSTKEY and LASTKEY", CallKind.JobAll)]
    TwoUuidKeys,

    [FaultNote("one more row that is a text", CallKind.JobAll)]
    RowText,

    [FaultNote("one more row that is a number", CallKind.JobAll)]
    RowNumber,

    [FaultNote("one more row that is null", CallKind.JobAll)]
    RowNull,

    [FaultNote("one more row that is {}", CallKind.JobAll)]
    RowEmpty,

    [FaultNote("one more row that is an array around a record", CallKind.JobAll)]
    RowArray,

    [FaultNote("one more row, HUGEROW, with notes of 5 MB (or bytes)", CallKind.JobAll)]
    HugeRow,
}
