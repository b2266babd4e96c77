namespace Batchline.Engine.Changes;

/// <summary>A part of the sequence.</summary>
/// <param name="Next">Where to go on; never before what was asked for.</param>
/// <param name="Lost">Nothing was read: the place asked for is not in this sequence, or what followed it is deleted.</param>
public sealed record ChangePage(IReadOnlyList<JobChange> Items, ChangePlace Next, bool Lost = false)
{
    /// <summary>The page for what a store found.</summary>
    /// <param name="query">What was asked for.</param>
    /// <param name="first">The place of the oldest change that is kept; null: there is none.</param>
    /// <param name="last">The place of the newest change when the items were read.</param>
    /// <param name="known">The place asked for is that of a change that is kept.</param>
    /// <param name="items">What was found up to <paramref name="last"/>.</param>
    public static ChangePage Of(ChangeQuery query, ChangePlace? first, ChangePlace? last, bool known, IReadOnlyList<JobChange> items)
    {
        var after = query.After ?? ChangePlace.Start;
        var lost = query.After is not null && (after.Position == 0 ? first is { Position: > 1 } : !known);
        if (lost)
            return new ChangePage([], after, Lost: true);

        // A filter leaves much out: a page that is not full has looked at everything up to the newest change.
        return new ChangePage(items, items.Count > 0 && items.Count == query.Limit ? items[^1].Place : last ?? after);
    }
}
