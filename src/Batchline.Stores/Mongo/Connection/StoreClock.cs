using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>The server's clock as an expression of a pipeline. Tests of time put a moment of their own in its place.</summary>
internal sealed class StoreClock(Func<BsonValue> now)
{
    public static StoreClock Server { get; } = new(() => "$$NOW");

    public static StoreClock Of(TimeProvider clock) => new(() => new BsonDateTime(UnixTime.Floor(clock.GetUtcNow())));

    public BsonValue Now => now();
}
