using Batchline.Engine.Listing;

namespace Batchline.Api.BatchProgress;

/// <summary>Rows of an account's list that could not be taken: all are counted, the first ten are named.</summary>
internal sealed record OddRowsView(long Total, IReadOnlyList<OddRowView> First)
{
    public static OddRowsView Of(OddRows rows) => new(rows.Total, [.. rows.First.Select(OddRowView.Of)]);
}
