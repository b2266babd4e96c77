using System.Globalization;
using System.Text.RegularExpressions;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Records;

/// <summary>Which jobs a selection or a query means.</summary>
internal static partial class JobFilters
{
    /// <summary>Neither a text nor anything in it: an unscheduled job, or one without a status.</summary>
    public static readonly BsonDocument IsEmpty = new("$not", new BsonDocument("$gt", ""));

    private static readonly string[] Searchable =
        ["UUID", "SerialId", "FirstName", "LastName", "Company", "Phone", "SecondPhone", "Email", "Address", "JobName"];

    public static BsonDocument Selected(AccountId account, JobSelection selection, string? after)
    {
        var filter = new BsonDocument { { "accountId", account.ToObjectId() }, { "UUID", new BsonDocument("$gt", after ?? "") } };
        if (selection is { NotSeenIn: null, Unlisted: false })
            return filter;
        var from = selection.WindowFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var inWindow = new BsonDocument("$gte", from);
        var left = new BsonArray();
        if (selection.NotSeenIn is { } operation)
            left.Add(new BsonDocument("_sync.seen", new BsonDocument("$ne", operation.Value)));
        if (selection.Unlisted)
            left.Add(new BsonDocument("JobDateTime", new BsonDocument("$not", inWindow)));
        var all = new BsonArray { new BsonDocument("$or", left) };
        filter.Add("$and", all);
        if (selection.Full)
            return filter;
        var closed = new BsonRegularExpression("^(done|canceled)$", "i");
        all.Add(new BsonDocument("$or", new BsonArray
        {
            new BsonDocument("JobDateTime", inWindow),
            new BsonDocument("JobDateTime", IsEmpty),
            new BsonDocument("Status", new BsonDocument("$not", closed)),
            new BsonDocument("_sync.checkedAt", BsonNull.Value),
            new BsonDocument("_sync.checkedAt", new BsonDocument("$lt", BsonValues.Time(selection.CheckedBefore))),
        }));
        return filter;
    }

    /// <summary>Every condition of a query but the time and the place in the order.</summary>
    public static BsonArray Conditions(JobQuery query)
    {
        var all = new BsonArray();
        if (query.AccountId is { } account)
            all.Add(new BsonDocument("accountId", account.ToObjectId()));
        if (query.Status is { } status)
            all.Add(new BsonDocument("Status", status.Length == 0 ? IsEmpty : status));
        if (query.Text is { Length: > 0 } text)
            all.Add(new BsonDocument("$expr", new BsonDocument("$or", new BsonArray(Searchable.Select(field => Contains(field, text))))));
        if (query.Missing is { } missing)
            all.Add(new BsonDocument("_sync.missingSince", missing ? new BsonDocument("$ne", BsonNull.Value) : BsonNull.Value));
        if (query.ChangedSince is { } since)
            all.Add(new BsonDocument("_sync.changedAt", new BsonDocument("$gte", BsonValues.Time(since))));
        return all;
    }

    /// <summary>Numbers are searched as text too: a serial number may be either.</summary>
    private static BsonDocument Contains(string field, string text)
    {
        var value = new BsonDocument { { "input", $"${field}" }, { "to", "string" }, { "onError", "" }, { "onNull", "" } };
        return new BsonDocument("$regexMatch", new BsonDocument
        {
            { "input", new BsonDocument("$convert", value) },
            { "regex", Expr.Literal(Special().Replace(text, "\\$0")) },
            { "options", "i" },
        });
    }

    [GeneratedRegex(@"[\\^$.*+?()\[\]{}|/]")]
    private static partial Regex Special();
}
