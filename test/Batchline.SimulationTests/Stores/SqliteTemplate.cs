using Batchline.Stores.Sqlite.Connection;

namespace Batchline.SimulationTests.Stores;

/// <summary>
/// An empty database of this version, made once and copied for each world. Triggers note each row that changes, so that
/// whoever watches reads those and not all.
/// </summary>
internal static class SqliteTemplate
{
    private static readonly string[] Tables = ["accounts", "operations", "batchAccountStates", "batches", "jobs", "accountHeads"];
    private static readonly string[] Events = ["INSERT", "UPDATE", "DELETE"];
    private static readonly Lazy<byte[]> Made = new(Make);

    /// <summary>In memory where there is such a place: a simulated process loses no power.</summary>
    public static string NewDirectory() =>
        Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"batchline-sim-{Guid.NewGuid():n}")).FullName;

    public static void CopyTo(string directory) => File.WriteAllBytes(Path.Combine(directory, "batchline.db"), Made.Value);

    private static byte[] Make()
    {
        var directory = NewDirectory();
        try
        {
            using (var session = Connections.OpenMigrated(Connections.Prepare(new SqliteStoreOptions { DataDirectory = directory })))
            {
                session.Execute("CREATE TABLE simChanges (id INTEGER PRIMARY KEY, name TEXT NOT NULL, row INTEGER NOT NULL)");
                foreach (var (table, when) in Tables.SelectMany(table => Events.Select(when => (table, when))))
                {
                    session.Execute($"""
                        CREATE TRIGGER sim_{table}_{when} AFTER {when} ON {table}
                        BEGIN INSERT INTO simChanges (name, row) VALUES ('{table}', {(when == "DELETE" ? "OLD" : "NEW")}.rowid); END
                        """);
                }
            }
            return File.ReadAllBytes(Path.Combine(directory, "batchline.db"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
