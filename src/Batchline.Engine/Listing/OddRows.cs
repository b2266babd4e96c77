using Batchline.Engine.Workiz;

namespace Batchline.Engine.Listing;

/// <summary>The odd rows of an account's list: all are counted, the first are named.</summary>
public sealed record OddRows
{
    public const int Named = 10;

    public static readonly OddRows None = new();

    public long Total { get; init; }

    /// <summary>At most <see cref="Named"/>, in the order they came.</summary>
    public IReadOnlyList<OddRow> First { get; init; } = [];

    public OddRows With(IReadOnlyList<OddRow> rows) => rows.Count == 0 ? this : new OddRows
    {
        Total = Total + rows.Count,
        First = First.Count < Named ? [.. First.Concat(rows).Take(Named)] : First,
    };
}
