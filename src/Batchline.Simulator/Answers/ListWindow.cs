using Batchline.Simulator.Faults;

namespace Batchline.Simulator.Answers;

/// <summary>Which rows of the whole list a page shows.</summary>
internal readonly record struct ListWindow(int Skip, int Take)
{
    /// <param name="recordOffset">Whether the offset counts records, as the vendor's text says, instead of pages.</param>
    /// <param name="total">How many rows all pages have together; asked only where it matters.</param>
    public static ListWindow Of(ListQuery query, bool recordOffset, ListFault fault, Func<int> total)
    {
        var take = Math.Min(query.Records, ListQuery.MostRecords);
        if (fault.Kind == FaultKind.FewerRows)
            take = Math.Min(take, fault.Rows);
        // The trap of the real API: offset counts pages, whatever the vendor's text says.
        var skip = recordOffset ? query.Offset : (long)query.Offset * take;
        // A client that goes on after what came has counted the odd rows too: better the same job twice than one lost.
        if (recordOffset && fault.AddsRows)
            skip -= skip / take;
        return new ListWindow((int)Math.Min(Bent(skip, take, fault.Kind, total), int.MaxValue), take);
    }

    private static long Bent(long skip, int take, FaultKind kind, Func<int> total) => kind switch
    {
        FaultKind.OffsetIgnored or FaultKind.OffsetIgnoredNoHasMore => 0,
        FaultKind.OffsetClamped or FaultKind.OffsetClampedNoHasMore => Math.Min(skip, (Pages(total(), take) - 1) * take),
        FaultKind.CyclicPages => skip % (Pages(total(), take) * take),
        _ => skip,
    };

    private static long Pages(int total, int take) => Math.Max(1, (total + take - 1) / take);
}
