using System.Text;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>What the URI says, and what it leaves open. Two things it cannot change, since the leases rest on them.</summary>
internal static class ConnectionSettings
{
    private static readonly TimeSpan ServerSelection = TimeSpan.FromSeconds(5);

    /// <summary>The system's, which is none.</summary>
    private static readonly TimeSpan NoTimeout = TimeSpan.Zero;

    private static readonly UTF8Encoding LenientUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    public static MongoClientSettings Of(MongoStoreOptions options)
    {
        var settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        settings.ApplicationName ??= "batchline";

        // Half of a surrogate pair becomes a replacement character, as in SQLite; strictly it would refuse the whole write.
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

        // A head that a failover takes back would give one lease to two holders: every write waits for the majority.
        settings.WriteConcern = WriteConcern.WMajority.With(wTimeout: settings.WriteConcern.WTimeout);
        settings.ReadPreference = ReadPreference.Primary;
        return settings;
    }

    /// <summary>For commands that may take hours. A server that is gone is noticed by the driver's heartbeats.</summary>
    public static MongoClientSettings Patient(MongoClientSettings settings)
    {
        var patient = settings.Clone();
        patient.SocketTimeout = NoTimeout;
        return patient;
    }

    /// <summary>The options of the URI that are not followed, as they stand in it; "": none.</summary>
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
