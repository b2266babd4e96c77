using Batchline.Engine.Ids;

namespace Batchline.Engine.Records;

/// <summary>
/// Which stored jobs of an account to plan. All of them, or with <see cref="NotSeenIn"/> only those the
/// listing of that operation did not return and for which one more holds: scheduled at or behind
/// <see cref="WindowFrom"/>, unscheduled, open (neither Done nor Canceled), or last checked before
/// <see cref="CheckedBefore"/>.
/// </summary>
public sealed record JobSelection
{
    public static readonly JobSelection All = new();

    public OperationId? NotSeenIn { get; init; }

    /// <summary>
    /// Only those that a listing from <see cref="WindowFrom"/> on will hardly return: scheduled before it, unscheduled, or,
    /// with <see cref="NotSeenIn"/>, left out by that one.
    /// </summary>
    public bool Unlisted { get; init; }

    /// <summary>Set, the conditions beside <see cref="NotSeenIn"/> are dropped.</summary>
    public bool Full { get; init; }

    /// <summary>Compared with JobDateTime as text, <c>yyyy-MM-dd</c>: Workiz's times are wall clocks without a zone.</summary>
    public DateOnly WindowFrom { get; init; }

    public DateTimeOffset CheckedBefore { get; init; }
}
