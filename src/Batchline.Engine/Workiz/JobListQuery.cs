using Batchline.Engine.Listing;

namespace Batchline.Engine.Workiz;

/// <summary>One page of <c>job/all</c>.</summary>
/// <param name="StartDate">Jobs scheduled on this day or later.</param>
/// <param name="Offset">A page index or a record count: Workiz documents one and does the other, see <see cref="OffsetMode"/>.</param>
/// <param name="Records">Rows per page, 1 to 100.</param>
public sealed record JobListQuery(DateOnly StartDate, int Offset, int Records);
