namespace Batchline.IntegrationTests.MongoServers;

/// <summary>
/// The server all tests of a run share: the one at MONGODB_URI, else the stand-in. On CI it must be there; at home
/// tests are skipped without.
/// </summary>
internal static class MongoServer
{
    private static readonly Lazy<(string? Uri, string? Fault)> Found = new(Find);

    /// <summary>Held for the life of the process: collected, it would close the input that keeps the server running.</summary>
    private static MongoWire? _standIn;

    public static string Uri
    {
        get
        {
            var (uri, fault) = Found.Value;
            return uri ?? throw Missing($"No MongoDB to test against: {fault}. Set MONGODB_URI or install node and npm.");
        }
    }

    /// <summary>A stand-in of the test's own, for tests that kill their server or let it fail: the one at MONGODB_URI is not ours for that.</summary>
    public static MongoWire StandIn(string? data = null, int port = 0, StandInSwitches? switches = null)
    {
        try
        {
            return MongoWire.Start(port, data, switches);
        }
        catch (InvalidOperationException e)
        {
            throw Missing($"No stand-in for MongoDB to be had: {e.Message}. Install node and npm.");
        }
    }

    private static InvalidOperationException Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") is not { Length: > 0 } or "false")
            Assert.Skip(what);
        return new InvalidOperationException(what);
    }

    private static (string? Uri, string? Fault) Find()
    {
        if (Environment.GetEnvironmentVariable("MONGODB_URI") is { Length: > 0 } uri)
            return (uri, null);
        try
        {
            // Ends with this process: it reads from its standard input.
            _standIn = MongoWire.Start();
            return (_standIn.Uri, null);
        }
        catch (InvalidOperationException e)
        {
            return (null, e.Message);
        }
    }
}
