using Microsoft.Extensions.Logging;

namespace Batchline.Stores.Mongo.Schema;

internal static partial class SchemaLog
{
    [LoggerMessage(455, LogLevel.Information, "MongoDB builds the index {Index} on the collection {Collection} of {Place}: {Seconds} s so far. The start waits for it")]
    public static partial void BuildGoesOn(this ILogger<MongoSchema> logger, string index, string collection, string place, long seconds);

    [LoggerMessage(456, LogLevel.Information, "MongoDB has built the index {Index} on the collection {Collection} in {Seconds} s")]
    public static partial void BuildDone(this ILogger<MongoSchema> logger, string index, string collection, long seconds);

    [LoggerMessage(457, LogLevel.Warning, "An earlier version of this program wrote {Deleted} account states twice into {Place}: the copies are deleted, the newest of each stays")]
    public static partial void DuplicatesMended(this ILogger<MongoSchema> logger, long deleted, string place);

    [LoggerMessage(458, LogLevel.Warning, "The MongoDB URI says {Options}: every write waits for the majority and every read asks the primary all the same, since a lease that is taken back would have two holders")]
    public static partial void Overruled(this ILogger<MongoSchema> logger, string options);
}
