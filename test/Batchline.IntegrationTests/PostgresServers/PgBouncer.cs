namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>PgBouncer in front of a server, in transaction mode: each transaction gets any of the server's sessions.</summary>
internal sealed class PgBouncer : IDisposable
{
    private readonly ServerScript _script;

    private PgBouncer(ServerScript script) => _script = script;

    /// <summary>The address of what lies behind, but through PgBouncer.</summary>
    public string Uri => _script.Uri;

    /// <param name="uri">The database behind it, <c>postgres://user:password@host:port/name</c>.</param>
    public static PgBouncer Start(string uri)
    {
        try
        {
            return new PgBouncer(ServerScript.Start("pooler.sh", uri));
        }
        catch (InvalidOperationException e)
        {
            throw PostgresServer.Missing($"No PgBouncer: {e.Message}. Install pgbouncer.");
        }
    }

    /// <summary>Kills it as <c>kill -9</c> does.</summary>
    public void Kill() => _script.Do("kill");

    /// <summary>On the same port.</summary>
    public void StartAgain() => _script.Do("start");

    public void Dispose() => _script.Dispose();
}
