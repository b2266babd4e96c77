using Batchline.Engine.Workiz;

namespace Batchline.Api.BatchProgress;

/// <summary>A row of a list that could not be taken.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Row">Its place on that page, from 1.</param>
internal sealed record OddRowView(int Page, int Row, string Reason)
{
    public static OddRowView Of(OddRow row) => new(row.Page, row.Row, row.Reason);
}
