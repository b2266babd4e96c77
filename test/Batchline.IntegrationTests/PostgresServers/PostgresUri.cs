using Npgsql;

namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>What tests do with <c>postgres://user:password@host:port/name</c>, which Npgsql itself does not read.</summary>
internal static class PostgresUri
{
    /// <summary>The same server, another database.</summary>
    public static string WithDatabase(string uri, string name) => new UriBuilder(uri) { Path = name }.Uri.OriginalString;

    /// <summary>In Npgsql's own form, for tests that look at a database past the program.</summary>
    public static string ConnectionString(string uri)
    {
        var parts = new Uri(uri);
        var user = parts.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = parts.Host,
            Port = parts.Port < 0 ? NpgsqlConnection.DefaultPort : parts.Port,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = Uri.UnescapeDataString(parts.AbsolutePath.TrimStart('/')),
        }.ToString();
    }
}
