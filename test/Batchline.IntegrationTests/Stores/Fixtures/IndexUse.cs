using Batchline.Stores.Mongo.Records;
using Batchline.Stores.Mongo.Schema;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Stores.Fixtures;

/// <summary>Whether a query finds its documents by one of the store's indexes, and in the order that it asks for.</summary>
internal static class IndexUse
{
    private static readonly string[] Ranges = ["$gt", "$gte", "$lt", "$lte"];

    public static bool IsServed(string collection, BsonDocument filter, BsonDocument sort)
    {
        var (conditions, choices) = Flatten(filter);
        MongoIndex[] indexes = [new(collection, "_id"), .. Indexes.All.Append(JobIndex.Index).Where(index => index.Collection == collection)];
        return indexes.Any(index => Serves(index, conditions, sort))
            || (choices.Count > 0 && choices.All(choice => IsServed(collection, Without(filter, choice), sort)));
    }

    private static bool Serves(MongoIndex index, List<BsonElement> conditions, BsonDocument sort)
    {
        if (index.Where is { } where && !where.All(needed => conditions.Any(condition => Implies(condition, needed))))
            return false;
        var equal = conditions.Where(condition => IsEquality(condition.Value)).Select(condition => condition.Name).ToHashSet();
        var bounded = conditions.Where(condition => IsRange(condition.Value)).Select(condition => condition.Name).ToHashSet();
        var first = index.Keys.GetElement(0).Name;
        var finds = equal.Contains(first) || bounded.Contains(first);
        var isWhole = conditions.All(condition => index.Where?.Any(needed => Implies(condition, needed)) == true);
        return InOrder(index.Keys, equal, sort) && (finds || (isWhole && sort.ElementCount > 0));
    }

    /// <summary>Behind the keys that are equal, the index goes on as the sort does, all the same way or all the other way.</summary>
    private static bool InOrder(BsonDocument keys, HashSet<string> equal, BsonDocument sort)
    {
        var wanted = sort.Where(order => !equal.Contains(order.Name)).ToList();
        var offered = keys.Where(key => !equal.Contains(key.Name)).Take(wanted.Count).ToList();
        return wanted.Count == offered.Count
            && wanted.Zip(offered).All(pair => pair.First.Name == pair.Second.Name)
            && wanted.Zip(offered).Select(pair => pair.First.Value.ToInt32() * pair.Second.Value.ToInt32()).Distinct().Count() <= 1;
    }

    private static bool Implies(BsonElement condition, BsonElement needed) => condition.Name == needed.Name
        && (condition.Value == needed.Value
            || (needed.Value is BsonDocument exists && exists.Contains("$exists") && !condition.Value.IsBsonNull && (IsEquality(condition.Value) || IsRange(condition.Value))));

    private static bool IsEquality(BsonValue value) => value is not BsonDocument document || document.Contains("$in") || document.Contains("$eq");

    private static bool IsRange(BsonValue value) => value is BsonDocument document && document.Names.Intersect(Ranges).Any();

    private static (List<BsonElement> Conditions, List<BsonDocument> Choices) Flatten(BsonDocument filter)
    {
        var conditions = filter.Where(element => !element.Name.StartsWith('$')).ToList();
        var choices = filter.TryGetValue("$or", out var or) ? or.AsBsonArray.Select(choice => choice.AsBsonDocument).ToList() : [];
        foreach (var part in filter.TryGetValue("$and", out var and) ? and.AsBsonArray : [])
        {
            var (more, others) = Flatten(part.AsBsonDocument);
            conditions.AddRange(more);
            choices = choices.Count > 0 ? choices : others;
        }

        return (conditions, choices);
    }

    /// <summary>The filter with one of its choices in the place of all.</summary>
    private static BsonDocument Without(BsonDocument filter, BsonDocument choice)
    {
        var rest = new BsonDocument(filter.Where(element => element.Name != "$or"));
        return new BsonDocument("$and", new BsonArray { rest, choice });
    }
}
