using Batchline.IntegrationTests.MongoServers;
using MongoDB.Driver;

namespace Batchline.SimulationTests.Stores;

/// <summary>The server of all worlds of a run: the one at MONGODB_URI, else a stand-in that ends with this process.</summary>
internal static class SimMongo
{
    private const int Threads = 16;
    private static readonly Lazy<MongoClient> Shared = new(Connect);

    public static string Uri => MongoServer.Uri;

    /// <summary>For whoever looks at a database past the store.</summary>
    public static MongoClient Client => Shared.Value;

    private static MongoClient Connect()
    {
        // Seeds over the other stores may have all threads of the pool there are, and keep them.
        ThreadPool.SetMinThreads(Threads, Threads);
        return new MongoClient(Uri);
    }
}
