using System.Net.Sockets;
using Batchline.Engine.Failures;
using Batchline.Stores.Rules;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>
/// Sorts errors: a wrong command is a bug of ours, a few refusals need a person, and every other error of the server or the network,
/// known or not, is temporary. No sentence contains the user or the password.
/// </summary>
internal static class MongoErrors
{
    private const int DuplicateKey = 11000;

    /// <summary>The server understood the command and could never carry it out, or a unique index refused it.</summary>
    private static readonly HashSet<int> Ours =
    [
        2, // BadValue
        9, // FailedToParse
        14, // TypeMismatch
        15, // Overflow
        16, // InvalidLength
        22, // InvalidBSON
        27, // IndexNotFound
        28, // PathNotViable
        40, // ConflictingUpdateOperators
        52, // DollarPrefixedFieldName
        53, // InvalidIdField
        54, // NotSingleValueField
        56, // EmptyFieldName
        57, // DottedFieldName
        66, // ImmutableField
        67, // CannotCreateIndex
        72, // InvalidOptions
        73, // InvalidNamespace
        85, // IndexOptionsConflict
        86, // IndexKeySpecsConflict
        168, // InvalidPipelineOperator
        197, // InvalidIndexSpecificationOption
        241, // ConversionFailure
        10334, // BSONObjectTooLarge
        DuplicateKey,
        11001, // the same of an update
        12582, // the same of a shard
        17280, // KeyTooLong
        17419, // an update makes the document too large
        17420, // the same of a replacement
        40324, // unknown stage of a pipeline
        40414, // a field of the command is missing
        40415, // a field of the command is unknown
    ];

    /// <summary>A unique index refused the write, and the conflicting document is durable.</summary>
    public static bool IsDuplicate(MongoException exception) => exception switch
    {
        MongoWriteException write => write.WriteError?.Code == DuplicateKey && write.WriteConcernError is null,
        MongoCommandException command => command.Code == DuplicateKey,
        _ => false,
    };

    /// <summary>The same for all writes that failed.</summary>
    public static bool AreDuplicates(MongoBulkWriteException exception) =>
        exception.WriteConcernError is null && exception.WriteErrors.Count > 0 && exception.WriteErrors.All(error => error.Code == DuplicateKey);

    /// <summary>What to throw instead: the server refuses until a person acts, or a write may or may not have happened. Null if the error is ours.</summary>
    public static StoreUnavailableException? Of(Exception exception)
    {
        var errors = Errors(exception).ToList();
        if ((OfConnection(exception) ?? errors.Select(MongoRefusals.Of).FirstOrDefault(refusal => refusal is not null)) is { } refusal)
            return new StoreRefusedException(refusal.Because, refusal.Do, exception);
        if (!IsAway(exception, errors))
            return null;
        var text = errors is [var (code, name, _), ..] ? $"MongoDB cannot do it now: {name} ({code})" : $"MongoDB did not answer: {exception.GetType().Name}";
        return new StoreUnavailableException(text, exception);
    }

    private static Refusal? OfConnection(Exception exception) => exception switch
    {
        MongoAuthenticationException { InnerException: var inner } when !IsNetwork(inner) => MongoRefusals.Login,
        MongoIncompatibleDriverException => MongoRefusals.TooOld,
        MongoConfigurationException => MongoRefusals.Address,
        _ => null,
    };

    private static bool IsAway(Exception exception, List<(int Code, string Name, string Text)> errors) => exception switch
    {
        // If only some of the errors are ours, all of the writes are repeated.
        MongoWriteException { WriteConcernError: not null } or MongoBulkWriteException { WriteConcernError: not null } => true,
        MongoWriteException or MongoBulkWriteException or MongoCommandException => errors.Count == 0 || errors.Any(error => !Ours.Contains(error.Code)),
        MongoInternalException => false,
        MongoException => true,
        _ => IsNetwork(exception),
    };

    /// <summary>Whether the network failed.</summary>
    private static bool IsNetwork(Exception? exception) =>
        exception is TimeoutException or IOException or SocketException || (exception?.InnerException is { } inner && IsNetwork(inner));

    private static IEnumerable<(int Code, string Name, string Text)> Errors(Exception exception) => exception switch
    {
        MongoWriteException write => Of(write.WriteError).Concat(Of(write.WriteConcernError)),
        MongoBulkWriteException bulk => bulk.WriteErrors.SelectMany(Of).Concat(Of(bulk.WriteConcernError)),
        MongoCommandException command => [(command.Code, command.CodeName ?? "error", command.ErrorMessage ?? "")],
        _ => [],
    };

    private static IEnumerable<(int Code, string Name, string Text)> Of(WriteError? error) =>
        error is null ? [] : [(error.Code, "error of a write", error.Message ?? "")];

    private static IEnumerable<(int Code, string Name, string Text)> Of(WriteConcernError? error) =>
        error is null ? [] : [(error.Code, error.CodeName ?? "error of a write concern", error.Message ?? "")];
}
