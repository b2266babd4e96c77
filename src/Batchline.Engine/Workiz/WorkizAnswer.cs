using Batchline.Engine.Faults;
using Batchline.Engine.Records;

namespace Batchline.Engine.Workiz;

/// <summary>
/// What one request to Workiz came to. The client turns every shape of answer into one of these;
/// <see cref="AnswerTable"/> says what each of them means.
/// </summary>
public abstract record WorkizAnswer
{
    private WorkizAnswer()
    {
    }

    /// <summary>The job asked for.</summary>
    public sealed record Job(JobDocument Document) : WorkizAnswer;

    /// <summary>A page of the list. <paramref name="More"/>: Workiz says, or a full page suggests, that another follows.</summary>
    public sealed record Page(IReadOnlyList<JobDocument> Jobs, bool More) : WorkizAnswer
    {
        /// <summary>Rows that are no records. <see cref="OddRow.Page"/> is 0: the client does not know which page it is.</summary>
        public IReadOnlyList<OddRow> Odd { get; init; } = [];

        /// <summary>What the odd rows hold, in short: two pages with the same have the same odd rows.</summary>
        public string OddPrint { get; init; } = "";

        /// <summary>Rows on the page, odd ones and repeated ones included.</summary>
        public int Rows { get; init; } = Jobs.Count;
    }

    /// <summary>The probe was answered: the token is good.</summary>
    public sealed record Alive : WorkizAnswer;

    /// <summary>The job does not exist in Workiz any more.</summary>
    public sealed record Gone : WorkizAnswer;

    /// <summary>Refused as a bad token or a wrong path would be (401, 403): Workiz uses one body for both.</summary>
    public sealed record Refused(string Message) : WorkizAnswer;

    /// <summary>429. <paramref name="RetryAfter"/> is a duration, whichever form the header had; null without one.</summary>
    public sealed record QuotaReached(TimeSpan? RetryAfter, string Message) : WorkizAnswer;

    /// <summary>A fault that may pass: no connection, reset, time-out, 5xx, HTML, a cut or unreadable body.</summary>
    public sealed record Transient(string Message) : WorkizAnswer;

    /// <summary>An answer that says nothing to store: another UUID, an unknown shape, a refusal of the request itself.</summary>
    public sealed record Invalid(string Message) : WorkizAnswer
    {
        /// <summary>Odd rather than final: asked again later, Workiz may answer properly.</summary>
        public bool MayPass { get; init; }
    }

    /// <summary>A good answer that is larger than what is read.</summary>
    public sealed record TooLarge(string Message) : WorkizAnswer;

    /// <summary>The time for the request was over before it could leave. It never reaches a step.</summary>
    public sealed record NotSent : WorkizAnswer;
}
