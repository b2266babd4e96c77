namespace Batchline.Engine.Changes;

/// <summary>A part of the sequence.</summary>
/// <param name="Next">Where to continue; never before the place asked for.</param>
/// <param name="Lost">Nothing was read: the place asked for is not in this sequence, or the changes after it were deleted.</param>
public sealed record ChangePage(IReadOnlyList<JobChange> Items, ChangePlace Next, bool Lost = false)
{
    /// <summary>Makes the page from what a store found.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="first">The place of the oldest kept change; null: there is none.</param>
    /// <param name="last">The place of the newest change when the items were read.</param>
    /// <param name="known">The place asked for is that of a kept change.</param>
    /// <param name="items">What was found up to <paramref name="last"/>.</param>
    public static ChangePage Of(ChangeQuery query, ChangePlace? first, ChangePlace? last, bool known, IReadOnlyList<JobChange> items)
    {
        var after = query.After ?? ChangePlace.Start;
        var lost = query.After is not null && (after.Position == 0 ? first is { Position: > 1 } : !known);
        if (lost)
            return new ChangePage([], after, Lost: true);

        // With a filter, items may end long before the newest change. A page that is not full has looked at everything up to it.
        return new ChangePage(items, items.Count > 0 && items.Count == query.Limit ? items[^1].Place : last ?? after);
    }
}
