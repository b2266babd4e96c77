using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Stores.Mongo.Heads;

/// <summary>One write of a checkpoint.</summary>
/// <param name="Quick">A plain update for the case of every day; where that is not so it finds nothing. Null: there is none.</param>
/// <param name="Exact">The write for every case.</param>
internal sealed record CheckpointPart(WriteModel<BsonDocument>? Quick, Func<WriteModel<BsonDocument>> Exact);
