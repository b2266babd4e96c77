namespace Batchline.Api.Changes;

/// <summary>A part of the feed.</summary>
/// <param name="NextCursor">Where to go on, now or later; never null, since the feed has no end.</param>
internal sealed record ChangePageView(IReadOnlyList<ChangeView> Items, string NextCursor);
