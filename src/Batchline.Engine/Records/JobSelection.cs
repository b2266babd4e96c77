namespace Batchline.Engine.Records;

/// <summary>
/// Which stored jobs of an account to plan: all of them, or, with <see cref="NotSeenIn"/>, only those that the listing of that
/// operation did not return and that are scheduled at or after <see cref="WindowFrom"/>, unscheduled, open (neither Done nor
/// Canceled), or last checked before <see cref="CheckedBefore"/>.
/// </summary>
public sealed record JobSelection
{
    public static readonly JobSelection All = new();

    public OperationId? NotSeenIn { get; init; }

    /// <summary>
    /// Only jobs that a listing from <see cref="WindowFrom"/> on probably will not return: scheduled before it, unscheduled, or,
    /// with <see cref="NotSeenIn"/>, not returned by that operation's listing.
    /// </summary>
    public bool Unlisted { get; init; }

    /// <summary>Ignores the conditions other than <see cref="NotSeenIn"/>.</summary>
    public bool Full { get; init; }

    /// <summary>Compared with JobDateTime as text, <c>yyyy-MM-dd</c>: Workiz's times are local times without a zone.</summary>
    public DateOnly WindowFrom { get; init; }

    public DateTimeOffset CheckedBefore { get; init; }
}
