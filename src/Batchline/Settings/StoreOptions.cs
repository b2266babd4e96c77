namespace Batchline.Settings;

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>Mongo: the URI. Sqlite: unused, the file lies in <see cref="DataDirectory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Mongo: the database; null: the one of the URI, else <c>batchline</c>.</summary>
    public string? Database { get; set; }

    /// <summary>Where the database file and the generated encryption key lie.</summary>
    public string DataDirectory { get; set; } = "./batchline-data";
}
