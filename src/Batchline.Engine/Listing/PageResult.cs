namespace Batchline.Engine.Listing;

/// <summary>What follows from a page of the list.</summary>
/// <param name="Next">Where to continue; null: the list has ended.</param>
/// <param name="BringsNew">False: its rows had come before, so its odd rows are already counted.</param>
/// <param name="Problem">What is odd about the end of the list, for people; null: nothing.</param>
/// <param name="Whole">False: some of the list was not read.</param>
internal sealed record PageResult(ListCursor? Next, bool BringsNew, string? Problem, bool Whole = true);
