using Batchline.Settings.Sections;

namespace Batchline.Settings;

/// <summary>Environment variables without our prefix that name a setting too. Anything with the prefix goes before them.</summary>
internal static class PlainVariables
{
    /// <summary>The first that is set counts. The last one may be that of another program, which the others are not.</summary>
    private static readonly (string Name, StoreProvider Store)[] Databases =
    [
        ("MONGODB_URI", StoreProvider.Mongo), ("POSTGRES_URI", StoreProvider.Postgres), ("DATABASE_URL", StoreProvider.Postgres),
    ];

    public static IEnumerable<KeyValuePair<string, string?>> Read(Func<string, string?> variable)
    {
        var provider = variable("BATCHLINE_Store__Provider");
        foreach (var (name, store) in Databases)
        {
            if (Value(name) is not { } address || (provider is not null && !provider.Equals(store.ToString(), StringComparison.OrdinalIgnoreCase)))
                continue;
            yield return new("Store:Provider", store.ToString());
            yield return new("Store:ConnectionString", address);
            break;
        }

        if (Value("BATCH_SIZE") is { } batchSize)
            yield return new("Plan:BatchSize", batchSize);
        if (Value("PORT") is { } port)
            yield return new("Hosting:Port", port);
        if (Value("CRON_SECRET") is { } secret)
            yield return new("Security:CronSecret", secret);
        if (Value("VERCEL") is not null)
            yield return new("Hosting:Mode", nameof(HostingMode.Serverless));

        // Without a scheme; only `vercel dev` serves without TLS.
        if (Value("VERCEL_URL") is { } host)
            yield return new("Hosting:PublicUrl", $"{(Value("VERCEL_ENV") == "development" ? "http" : "https")}://{host}");
        if (Value("VERCEL_AUTOMATION_BYPASS_SECRET") is { } bypass)
            yield return new("Hosting:ProtectionBypass", bypass);

        string? Value(string name) => string.IsNullOrWhiteSpace(variable(name)) ? null : variable(name);
    }
}
