using System.Net.Sockets;
using Batchline.Engine.Record;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Tells a server that cannot answer now from a command that is wrong.</summary>
internal static class MongoErrors
{
    public const int DuplicateKey = 11000;

    /// <summary>Shutdown, failover, interruption, no primary: as the drivers' specification lists them, and network timeouts.</summary>
    private static readonly HashSet<int> Passing =
        [6, 7, 24, 50, 63, 64, 89, 91, 112, 133, 189, 202, 234, 262, 317, 358, 384, 9001, 10058, 10107, 11600, 11602, 13388, 13435, 13436];

    public static bool IsDuplicate(MongoException exception) => exception switch
    {
        MongoWriteException write => write.WriteError?.Code == DuplicateKey,
        MongoCommandException command => command.Code == DuplicateKey,
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(error => error.Code == DuplicateKey),
        _ => false,
    };

    /// <summary>The write may or may not have happened; asking again later helps.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        MongoConnectionException or MongoConnectionPoolPausedException or MongoNotPrimaryException
            or MongoNodeIsRecoveringException or MongoExecutionTimeoutException or MongoWaitQueueFullException
            or MongoCursorNotFoundException => true,
        TimeoutException or IOException or SocketException => true,
        MongoWriteConcernException => true,
        MongoWriteException write => write.WriteConcernError is not null || Passing.Contains(write.WriteError?.Code ?? 0),
        MongoBulkWriteException bulk => bulk.WriteConcernError is not null || bulk.WriteErrors.Any(error => Passing.Contains(error.Code)),
        MongoCommandException command => Passing.Contains(command.Code) || command.HasErrorLabel("RetryableWriteError"),
        _ => false,
    };

    public static StoreUnavailableException Unavailable(Exception exception) =>
        new($"MongoDB did not answer: {exception.GetType().Name}", exception);
}
