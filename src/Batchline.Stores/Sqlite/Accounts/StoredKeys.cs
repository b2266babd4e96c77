using Batchline.Engine.Failures;
using Batchline.Stores.Sqlite.Connection;
using Microsoft.Data.Sqlite;

namespace Batchline.Stores.Sqlite.Accounts;

/// <summary>Looks into a database before the program is built up, because its keys decide what the program needs.</summary>
public static class StoredKeys
{
    /// <summary>The keys of all accounts as they are stored; none if there is no database yet. Changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    public static IReadOnlyList<string> Read(SqliteStoreOptions options)
    {
        var connection = Connections.Builder(options);
        if (!File.Exists(connection.DataSource))
            return [];
        try
        {
            using var session = Connections.Open(connection, readOnly: true);
            return session.Has("accounts")
                ? session.Query("SELECT workizApiKey FROM accounts WHERE workizApiKey IS NOT NULL", row => row.Text())
                : [];
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception);
        }
    }
}
