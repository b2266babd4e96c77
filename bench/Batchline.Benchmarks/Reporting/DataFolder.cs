using Microsoft.Data.Sqlite;

namespace Batchline.Benchmarks.Reporting;

/// <summary>A temporary data directory.</summary>
internal sealed class DataFolder(string path) : IDisposable
{
    public DataFolder()
        : this(Directory.CreateTempSubdirectory("batchline-bench-").FullName)
    {
    }

    public string Path => path;

    public string Database => System.IO.Path.Combine(Path, "batchline.db");

    /// <summary>The same database once more, for the other side of a comparison. Nobody may have it open.</summary>
    public DataFolder Copy()
    {
        var copy = new DataFolder();
        File.Copy(Database, copy.Database);
        return copy;
    }

    /// <summary>Runs statements beside the store, outside of what is measured.</summary>
    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>A connection with the settings of the store.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Default Timeout=60");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
            PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000;
            """;
        command.ExecuteNonQuery();
        return connection;
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
