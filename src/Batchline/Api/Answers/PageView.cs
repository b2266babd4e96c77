namespace Batchline.Api.Answers;

/// <summary>A part of a list.</summary>
/// <param name="NextCursor">Asks for what follows; null at the end.</param>
internal sealed record PageView<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    /// <param name="rows">One row more than <paramref name="limit"/> when something follows.</param>
    public static PageView<T> Of<TRow>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> view, Func<TRow, string> cursor) => new(
        [.. rows.Take(limit).Select(view)],
        rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
