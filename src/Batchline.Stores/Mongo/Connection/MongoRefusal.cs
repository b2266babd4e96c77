namespace Batchline.Stores.Mongo.Connection;

/// <summary>Why a server refuses until a person acts.</summary>
/// <param name="Because">Half a sentence.</param>
/// <param name="Do">A sentence without its period.</param>
internal sealed record MongoRefusal(string Because, string Do);
