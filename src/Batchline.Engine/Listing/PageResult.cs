namespace Batchline.Engine.Listing;

/// <summary>What follows from a page of the list.</summary>
/// <param name="Next">Where to go on; null: the list is at its end.</param>
/// <param name="BringsNew">False: its rows came before, so that its odd ones are counted already.</param>
/// <param name="Problem">What is odd about the end of the list, for people; null: nothing.</param>
/// <param name="Whole">False: there is more that was not read.</param>
internal sealed record PageResult(ListCursor? Next, bool BringsNew, string? Problem, bool Whole = true);
