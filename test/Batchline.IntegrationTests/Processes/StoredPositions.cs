using Microsoft.Data.Sqlite;

namespace Batchline.IntegrationTests.Processes;

/// <summary>
/// The (fence, seq) of every head and job row, read from the file beside the process that has it open: a reader that
/// is alone would repair after a kill what the program has to.
/// </summary>
internal sealed class StoredPositions
{
    private const string Select = """
        SELECT 'head ' || accountId, fence, seq FROM accountHeads
        UNION ALL SELECT 'job ' || accountId || ' ' || UUID, fence, seq FROM jobs
        """;

    private readonly Dictionary<string, (long Fence, long Seq)> _rows = [];

    public int Count => _rows.Count;

    public static StoredPositions Read(string file)
    {
        var positions = new StoredPositions();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Select;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            positions._rows[reader.GetString(0)] = (reader.GetInt64(1), reader.GetInt64(2));
        return positions;
    }

    /// <summary>Rows that went back or are gone since; S5 wants none.</summary>
    public IEnumerable<string> WentBack(StoredPositions later) => _rows
        .Where(row => !later._rows.TryGetValue(row.Key, out var now) || now.CompareTo(row.Value) < 0)
        .Select(row => $"{row.Key}: from {row.Value} to {later._rows.GetValueOrDefault(row.Key)}");

    public long FenceOfHead(string account) => _rows["head " + account].Fence;
}
