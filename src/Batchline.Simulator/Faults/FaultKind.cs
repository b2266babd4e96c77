using System.Text.Json.Serialization;

namespace Batchline.Simulator.Faults;

/// <summary>What may be wrong with an answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    None,

    /// <summary>500, 502, 503 or 504, as JSON or as a gateway's page.</summary>
    ServerError,

    /// <summary>Cloudflare's 520 to 524 with an HTML page.</summary>
    CloudflarePage,

    /// <summary>An HTML page with status 200.</summary>
    HtmlPage,

    /// <summary>Status 200 and nothing else.</summary>
    EmptyBody,

    /// <summary>The connection is reset (RST) instead of an answer.</summary>
    ResetBeforeHeaders,

    /// <summary>The connection is closed (FIN) instead of an answer.</summary>
    CloseBeforeHeaders,

    /// <summary>The connection is reset after the headers and half of the body.</summary>
    ResetInBody,

    /// <summary>No answer until the client leaves.</summary>
    Hang,

    /// <summary>The right answer, its body spread over <see cref="FaultProfile.SlowBodyTime"/>.</summary>
    SlowBody,

    /// <summary>A complete response whose JSON stops halfway.</summary>
    TruncatedJson,

    /// <summary>Text that is almost JSON.</summary>
    BrokenJson,

    /// <summary>JSON of another shape.</summary>
    WrongSchema,

    /// <summary>job/get says the job is gone, in one of four shapes.</summary>
    Gone,

    /// <summary>job/get answers with another job of the account.</summary>
    WrongUuid,

    /// <summary><c>flag:false</c> with a text that does not say the job is gone.</summary>
    FlagFalse,

    /// <summary>403, as for a bad token.</summary>
    RefusedToken,

    /// <summary>A record of <see cref="FaultProfile.HugeBodyBytes"/>.</summary>
    HugeBody,

    /// <summary>429 although the quota is not used up.</summary>
    QuotaReached,

    /// <summary>The same with <see cref="FaultProfile.RetryAfter"/>.</summary>
    QuotaReachedWithRetryAfter,

    /// <summary>The connection is cut at once, without the usual latency.</summary>
    ConnectionRefused,
}
