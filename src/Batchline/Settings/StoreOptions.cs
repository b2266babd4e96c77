namespace Batchline.Settings;

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    /// <summary><c>Sqlite</c> (embedded), <c>Mongo</c>, or <c>Memory</c> (gone with the process); <c>MONGODB_URI</c> chooses <c>Mongo</c>.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>The <c>mongodb://</c> address. With <c>Sqlite</c> it stays empty: the file lies in <see cref="DataDirectory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The database in MongoDB.</summary>
    /// <value>of the address, else <c>batchline</c></value>
    public string? Database { get; set; }

    /// <summary>Where the database file, the generated encryption key and the locks of running processes lie.</summary>
    public string DataDirectory { get; set; } = "./batchline-data";
}
