using System.Text;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>What the URI says, and defaults for what it leaves open. It cannot change two settings, because leases depend on them.</summary>
internal static class ConnectionSettings
{
    private static readonly TimeSpan ServerSelection = TimeSpan.FromSeconds(5);

    /// <summary>No timeout of the driver; the system's applies, which is none.</summary>
    private static readonly TimeSpan NoTimeout = TimeSpan.Zero;

    private static readonly UTF8Encoding LenientUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    public static MongoClientSettings Of(MongoStoreOptions options)
    {
        var settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        settings.ApplicationName ??= "batchline";

        // Half of a surrogate pair becomes a replacement character, as in SQLite. A strict encoding would refuse the whole write.
        settings.WriteEncoding = LenientUtf8;
        settings.ClusterConfigurator = options.Watch;
        if (!Says(options, "serverSelectionTimeout"))
            settings.ServerSelectionTimeout = ServerSelection;
        if (!Says(options, "connectTimeout"))
            settings.ConnectTimeout = ServerSelection;
        if (!Says(options, "socketTimeout"))
            settings.SocketTimeout = TimeSpan.FromSeconds(30);
        if (options.MaxConnections is { } most && !Says(options, "maxPoolSize"))
        {
            settings.MaxConnectionPoolSize = most;
            settings.MaxConnectionIdleTime = TimeSpan.FromMinutes(1);
        }

        // Every write waits for the majority. If a failover took a head back, one lease would have two holders.
        settings.WriteConcern = WriteConcern.WMajority.With(wTimeout: settings.WriteConcern.WTimeout);
        settings.ReadPreference = ReadPreference.Primary;
        return settings;
    }

    /// <summary>For commands that may take hours. The driver's heartbeats notice if the server is gone.</summary>
    public static MongoClientSettings Patient(MongoClientSettings settings)
    {
        var patient = settings.Clone();
        patient.SocketTimeout = NoTimeout;
        return patient;
    }

    /// <summary>The options of the URI that are not followed, as the URI has them; "" if there are none.</summary>
    public static string Overruled(MongoStoreOptions options)
    {
        var url = new MongoUrl(options.ConnectionString);
        var overruled = new List<string>();
        if (url.W is { } w && !w.Equals(WriteConcern.WMajority.W))
            overruled.Add($"w={w}");
        if (url.Journal is false)
            overruled.Add("journal=false");
        if (url.ReadPreference is { } preference && preference.ReadPreferenceMode != ReadPreferenceMode.Primary)
            overruled.Add($"readPreference={preference.ReadPreferenceMode}");
        return string.Join(" and ", overruled);
    }

    private static bool Says(MongoStoreOptions options, string name) => options.ConnectionString.Contains(name, StringComparison.OrdinalIgnoreCase);
}
