using Npgsql;

namespace Batchline.Stores.Postgres.Connection;

/// <summary>What the connection string says, and defaults for what it leaves open.</summary>
internal static class ConnectionSettings
{
    /// <summary>Settings of the C library, and marks of hosts and of other programs, in URIs, that Npgsql does not know or that change nothing here.</summary>
    private static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        "channel_binding", "connect_timeout", "pgbouncer", "schema", "sslcert", "sslkey", "gssencmode", "connection_limit", "pool_timeout", "target_session_attrs",
        "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "supa", "uselibpqcompat",
    };

    private const int ConnectTimeout = 5;
    private const int CommandTimeout = 30;
    private const int IdleLifetime = 60;

    /// <exception cref="ArgumentException">It cannot be read.</exception>
    /// <exception cref="FormatException">A number in it cannot be read.</exception>
    public static NpgsqlConnectionStringBuilder Of(string connectionString, int maxConnections)
    {
        var settings = IsUri(connectionString) ? OfUri(new Uri(connectionString)) : new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "batchline";
        SetIfOpen(settings, "Timeout", ConnectTimeout);
        SetIfOpen(settings, "Command Timeout", CommandTimeout);
        SetIfOpen(settings, "Maximum Pool Size", maxConnections);
        SetIfOpen(settings, "Connection Idle Lifetime", IdleLifetime);

        // No call leaves anything behind in its session.
        settings.NoResetOnClose = true;
        settings.Enlist = false;
        return settings;
    }

    private static bool IsUri(string connectionString) =>
        connectionString.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || connectionString.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host };
        if (uri.Port > 0)
            settings.Port = uri.Port;
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } database)
            settings.Database = Uri.UnescapeDataString(database);
        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.Split('=', 2) is [var one, var other] ? (Uri.UnescapeDataString(one), Uri.UnescapeDataString(other)) : (option, "");
            if (!Ignored.Contains(name))
                settings[NameOf(name)] = name.Equals("sslmode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return settings;
    }

    private static string NameOf(string option) => option.ToLowerInvariant() switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "application_name" => "Application Name",
        "options" => "Options",
        var other => other,
    };

    private static void SetIfOpen(NpgsqlConnectionStringBuilder settings, string name, object value)
    {
        if (!settings.Keys.Cast<string>().Contains(name))
            settings[name] = value;
    }
}
