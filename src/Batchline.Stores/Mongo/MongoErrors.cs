using System.Net.Sockets;
using Batchline.Engine.Record;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo;

/// <summary>Tells a server that cannot answer now from a command that is wrong.</summary>
internal static class MongoErrors
{
    private const int DuplicateKey = 11000;

    /// <summary>Shutdown, failover, interruption, no primary: as the drivers' specification lists them, and network timeouts.</summary>
    private static readonly HashSet<int> Passing =
        [6, 7, 24, 50, 63, 64, 89, 91, 112, 133, 189, 202, 234, 262, 317, 358, 384, 9001, 10058, 10107, 11600, 11602, 13388, 13435, 13436];

    private const int OutOfDiskSpace = 14031;
    private const int QuotaExceeded = 12501;
    private const int UserWritesBlocked = 371;

    /// <summary>
    /// Of servers that give no code of their own: Atlas when the space of the plan is used up, and the server when the
    /// system has none left.
    /// </summary>
    private static readonly string[] OutOfSpace = ["over your space quota", "out of disk space", "No space left on device"];

    /// <summary>A unique index refused the write, and the document that is in its way is there for good.</summary>
    public static bool IsDuplicate(MongoException exception) => exception switch
    {
        MongoWriteException write => write.WriteError?.Code == DuplicateKey && write.WriteConcernError is null,
        MongoCommandException command => command.Code == DuplicateKey,
        _ => false,
    };

    /// <summary>The same of every write that was not done.</summary>
    public static bool AreDuplicates(MongoBulkWriteException exception) =>
        exception.WriteConcernError is null && exception.WriteErrors.Count > 0 && exception.WriteErrors.All(error => error.Code == DuplicateKey);

    /// <summary>The write may or may not have happened; asking again later helps.</summary>
    public static bool IsUnavailable(Exception exception) => Refusal(exception) is not null || exception switch
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

    /// <summary>Why a write was refused that will be refused again until somebody does something; null: for another reason.</summary>
    public static (string Because, string Do)? Refusal(Exception exception)
    {
        var errors = Errors(exception);
        if (errors.Any(error => error.Code is OutOfDiskSpace or QuotaExceeded || OutOfSpace.Any(words => error.Text.Contains(words, StringComparison.OrdinalIgnoreCase))))
            return ("MongoDB has no space left", "Free space on its disk, or upgrade to a larger plan");
        return errors.Any(error => error.Code == UserWritesBlocked)
            ? ("writes are blocked on the MongoDB server", "Ask whoever administers it to unblock them")
            : null;
    }

    public static StoreUnavailableException Unavailable(Exception exception) => Refusal(exception) is var (because, todo)
        ? new($"The database does not accept writes: {because}. {todo}.", exception)
        : new($"MongoDB did not answer: {exception.GetType().Name}", exception);

    private static IEnumerable<(int Code, string Text)> Errors(Exception exception) => exception switch
    {
        MongoWriteException { WriteError: { } error } => [(error.Code, error.Message)],
        MongoBulkWriteException bulk => bulk.WriteErrors.Select(error => (error.Code, error.Message)),
        MongoCommandException command => [(command.Code, command.ErrorMessage ?? "")],
        _ => [],
    };
}
