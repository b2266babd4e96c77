namespace Batchline.Stores.Mongo.Connection;

/// <summary>Why a server refuses until somebody does something.</summary>
/// <param name="Because">Half a sentence.</param>
/// <param name="Do">A sentence without its full stop.</param>
internal sealed record MongoRefusal(string Because, string Do);
