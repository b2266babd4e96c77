using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Postgres.Connection;

namespace Batchline.Settings.Sections;

/// <summary>Section <c>Store</c>.</summary>
internal sealed class StoreOptions
{
    /// <summary><c>Sqlite</c> (embedded), <c>Postgres</c>, <c>Mongo</c>, or <c>Memory</c> (gone with the process). <c>MONGODB_URI</c> chooses <c>Mongo</c>, and otherwise <c>POSTGRES_URI</c> or <c>DATABASE_URL</c> chooses <c>Postgres</c>.</summary>
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>The <c>postgres://</c> or <c>mongodb://</c> address; for PostgreSQL also a connection string of Npgsql. With <c>Sqlite</c> it stays empty: the file lies in <see cref="DataDirectory"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The database in MongoDB.</summary>
    /// <value>of the address, else <c>batchline</c></value>
    public string? Database { get; set; }

    /// <summary>The schema in PostgreSQL. The program creates it, and uses no other.</summary>
    public string Schema { get; set; } = "batchline";

    /// <summary>Where the database file, the generated encryption key and the locks of running processes lie.</summary>
    public string DataDirectory { get; set; } = "./batchline-data";

    /// <summary>How many lists people may read at once, through the API and the dashboard; searches, exports, and progress that is watched get half as many each. The work never waits for them.</summary>
    /// <value>with <c>Sqlite</c> one per core, from 2 to 8; with <c>Postgres</c> and <c>Mongo</c> 16</value>
    public int? Readers { get; set; }

    /// <summary>How many more may wait for their turn. Beyond that the answer is 503 <c>readers_busy</c>.</summary>
    public int WaitingReads { get; set; } = 200;

    /// <summary>How long a read may wait for its turn.</summary>
    public TimeSpan ReadWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one list or search may take before it is stopped: 503 <c>read_timeout</c>.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one page of an export, 200 jobs, may take: a rare filter makes the database look through many jobs for one page. When it takes longer, the connection is cut and the export is incomplete.</summary>
    public TimeSpan ExportPageTimeout { get; set; } = TimeSpan.FromMinutes(1);
}

internal sealed class StoreOptionsValidator() : SectionValidator<StoreOptions>("Store")
{
    /// <summary>PostgreSQL cuts off longer ones.</summary>
    private const int LongestName = 63;

    protected override void Check(StoreOptions options, Action<string, string> fault)
    {
        if (options.Provider == StoreProvider.Mongo && MongoStoreOptions.FaultOf(options.ConnectionString) is { } wrong)
            fault(nameof(options.ConnectionString), wrong);
        if (options.Provider == StoreProvider.Postgres && PostgresStoreOptions.FaultOf(options.ConnectionString) is { } unfit)
            fault(nameof(options.ConnectionString), unfit);
        if (options.Schema.Length is 0 or > LongestName)
            fault(nameof(options.Schema), $"must have 1 to {LongestName} characters");
        if (options.Provider == StoreProvider.Sqlite && options.ConnectionString is not null)
            fault(nameof(options.ConnectionString), "is for Postgres and Mongo; the Sqlite file lies in Store:DataDirectory");
        if (File.Exists(options.DataDirectory))
            fault(nameof(options.DataDirectory), "is a file");
        Range(fault, nameof(options.Readers), options.Readers, 1, 32);
        Range(fault, nameof(options.WaitingReads), options.WaitingReads, 0, 100_000);
        Range(fault, nameof(options.ReadWait), options.ReadWait, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Range(fault, nameof(options.ReadTimeout), options.ReadTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Range(fault, nameof(options.ExportPageTimeout), options.ExportPageTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }
}
