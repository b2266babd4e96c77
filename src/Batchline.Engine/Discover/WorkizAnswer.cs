namespace Batchline.Engine.Discover;

/// <summary>What one request to Workiz came to. The client turns every shape of <c>workiz-api.md</c> into one of these.</summary>
public abstract record WorkizAnswer
{
    private WorkizAnswer()
    {
    }

    /// <summary>The job asked for.</summary>
    public sealed record Job(JobDocument Document) : WorkizAnswer;

    /// <summary>A page of the list. <paramref name="More"/>: Workiz says, or a full page suggests, that another follows.</summary>
    public sealed record Page(IReadOnlyList<JobDocument> Jobs, bool More) : WorkizAnswer;

    /// <summary>The probe was answered: the token is good.</summary>
    public sealed record Alive : WorkizAnswer;

    /// <summary>The job does not exist in Workiz any more.</summary>
    public sealed record Gone : WorkizAnswer;

    /// <summary>The token was refused (401, 403).</summary>
    public sealed record Refused(string Message) : WorkizAnswer;

    /// <summary>429. <paramref name="RetryAfter"/> is a duration, whichever form the header had; null without one.</summary>
    public sealed record QuotaReached(TimeSpan? RetryAfter, string Message) : WorkizAnswer;

    /// <summary>A fault that may pass: no connection, reset, time-out, 5xx, HTML, a cut or unreadable body.</summary>
    public sealed record Transient(string Message) : WorkizAnswer;

    /// <summary>An answer that says nothing to store: another UUID, an unknown shape, a refusal of the request itself, too large.</summary>
    public sealed record Invalid(string Message) : WorkizAnswer
    {
        /// <summary>Odd rather than final: asked again later, Workiz may answer properly.</summary>
        public bool MayPass { get; init; }
    }
}
