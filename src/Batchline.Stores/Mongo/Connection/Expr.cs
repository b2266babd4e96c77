using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Connection;

/// <summary>Expressions of update pipelines, all known to MongoDB 5 and later.</summary>
internal static class Expr
{
    /// <summary>A value that is not looked into: texts and names beginning with a dollar mean themselves.</summary>
    public static BsonDocument Literal(BsonValue value) => new("$literal", value);

    public static BsonDocument Of(string name, params BsonValue[] arguments) => new(name, new BsonArray(arguments));

    public static BsonDocument IfNull(BsonValue value, BsonValue other) => Of("$ifNull", value, other);

    public static BsonDocument Cond(BsonValue condition, BsonValue then, BsonValue otherwise) =>
        Of("$cond", condition, then, otherwise);

    public static BsonDocument Later(BsonValue time, long milliseconds) => Of("$add", time, new BsonInt64(milliseconds));

    public static BsonDocument Filter(BsonValue input, BsonValue condition) =>
        new("$filter", new BsonDocument { { "input", input }, { "as", "item" }, { "cond", condition } });

    /// <summary>The stored document was written under a greater (fence, seq).</summary>
    /// <param name="prefix">Where the pair stands: "" or a path that ends in a dot.</param>
    public static BsonDocument IsNewer(string prefix, long fence, long seq)
    {
        var storedFence = IfNull($"${prefix}fence", new BsonInt64(-1));
        var storedSeq = IfNull($"${prefix}seq", new BsonInt64(-1));
        return Of(
            "$or",
            Of("$gt", storedFence, new BsonInt64(fence)),
            Of("$and", Of("$eq", storedFence, new BsonInt64(fence)), Of("$gt", storedSeq, new BsonInt64(seq))));
    }

    /// <summary>The same as a condition of a query: matches documents that are not newer.</summary>
    public static BsonArray NotNewer(string prefix, long fence, long seq) =>
    [
        new BsonDocument(prefix + "fence", BsonNull.Value),
        new BsonDocument(prefix + "fence", new BsonDocument("$lt", fence)),
        new BsonDocument { { prefix + "fence", fence }, { prefix + "seq", new BsonDocument("$lte", seq) } },
    ];
}
