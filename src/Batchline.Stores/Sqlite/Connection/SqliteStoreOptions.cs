using Batchline.Stores.Reading;

namespace Batchline.Stores.Sqlite.Connection;

/// <summary>Where the SQLite store keeps its data.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The directory of the database and of the lock files of its processes. It must be on a local file system.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>If null, the file <c>batchline.db</c> in the data directory.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>How much people may read at once. By default, as many lists as there are cores, from 2 to 8.</summary>
    public ReaderLimits Readers { get; init; } = new();
}
