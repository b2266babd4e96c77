namespace Batchline.IntegrationTests.Programs;

/// <summary>The (fence, seq) of every head and job, as they stood at one moment.</summary>
public sealed class StoredPositions(IEnumerable<(string Row, long Fence, long Seq)> rows)
{
    private readonly Dictionary<string, (long Fence, long Seq)> _rows = rows.ToDictionary(row => row.Row, row => (row.Fence, row.Seq));

    public int Count => _rows.Count;

    /// <summary>Rows that went back or are gone since; S5 wants none.</summary>
    public IEnumerable<string> WentBack(StoredPositions later) => _rows
        .Where(row => !later._rows.TryGetValue(row.Key, out var now) || now.CompareTo(row.Value) < 0)
        .Select(row => $"{row.Key}: from {row.Value} to {later._rows.GetValueOrDefault(row.Key)}");

    public long FenceOfHead(string account) => _rows["head " + account].Fence;
}
