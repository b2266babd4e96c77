using Batchline.Engine.Faults;
using Batchline.Engine.Records;

namespace Batchline.Engine.Workiz;

/// <summary>
/// The result of one request to Workiz. The client turns every shape of answer into one of these;
/// <see cref="AnswerTable"/> says what each of them means.
/// </summary>
public abstract record WorkizAnswer
{
    private WorkizAnswer()
    {
    }

    /// <summary>The requested job.</summary>
    public sealed record Job(JobDocument Document) : WorkizAnswer;

    /// <summary>A page of the list. <paramref name="More"/>: Workiz says, or a full page suggests, that there is another.</summary>
    public sealed record Page(IReadOnlyList<JobDocument> Jobs, bool More) : WorkizAnswer
    {
        /// <summary>Odd rows. Their <see cref="OddRow.Page"/> is 0, because the client does not know which page this is.</summary>
        public IReadOnlyList<OddRow> Odd { get; init; } = [];

        /// <summary>A fingerprint of the odd rows: equal on two pages with the same odd rows.</summary>
        public string OddPrint { get; init; } = "";

        /// <summary>Rows on the page, including odd and repeated ones.</summary>
        public int Rows { get; init; } = Jobs.Count;
    }

    /// <summary>The probe was answered: the key is good.</summary>
    public sealed record Alive : WorkizAnswer;

    /// <summary>The job no longer exists in Workiz.</summary>
    public sealed record Gone : WorkizAnswer;

    /// <summary>Refused as for a bad key or a wrong path (401, 403): Workiz uses the same body for both.</summary>
    public sealed record Refused(string Message) : WorkizAnswer;

    /// <summary>A 429. <paramref name="RetryAfter"/> is a duration, whichever form the header had; null without the header.</summary>
    public sealed record QuotaReached(TimeSpan? RetryAfter, string Message) : WorkizAnswer;

    /// <summary>A fault that may pass: no connection, a reset, a timeout, a 5xx, HTML, a truncated or unreadable body.</summary>
    public sealed record Transient(string Message) : WorkizAnswer;

    /// <summary>An answer with nothing to store: another UUID, an unknown shape, or a refusal of the request itself.</summary>
    public sealed record Invalid(string Message) : WorkizAnswer
    {
        /// <summary>Not final: if asked again later, Workiz may answer properly.</summary>
        public bool MayPass { get; init; }
    }

    /// <summary>A good answer that is too large to be read.</summary>
    public sealed record TooLarge(string Message) : WorkizAnswer;

    /// <summary>The request's time was over before it could leave. This never reaches a step.</summary>
    public sealed record NotSent : WorkizAnswer;
}
