namespace Batchline.IntegrationTests.Stores;

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
            if (uri is not null)
                return uri;
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false")
                throw new InvalidOperationException($"No MongoDB to test against: {fault}. Set MONGODB_URI or install node and npm.");
            Assert.Skip($"No MongoDB to test against: {fault}");
            return "";
        }
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
