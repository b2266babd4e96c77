namespace Batchline.IntegrationTests.PostgresServers;

/// <summary>The server at POSTGRES_TEST_URI. On CI it must be there; at home tests are skipped without.</summary>
internal static class PostgresServer
{
    public static string Uri
    {
        get
        {
            const string Missing = "No PostgreSQL to test against: set POSTGRES_TEST_URI.";
            if (Environment.GetEnvironmentVariable("POSTGRES_TEST_URI") is { Length: > 0 } uri)
                return uri;
            if (Environment.GetEnvironmentVariable("CI") is not { Length: > 0 } or "false")
                Assert.Skip(Missing);
            throw new InvalidOperationException(Missing);
        }
    }
}
