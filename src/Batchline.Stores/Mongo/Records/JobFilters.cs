using System.Globalization;
using System.Text.RegularExpressions;
using Batchline.Engine.Records;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Rules;
using MongoDB.Bson;

namespace Batchline.Stores.Mongo.Records;

/// <summary>
/// Which jobs a selection or a query means. A list has two parts, each in the order of an index: scheduled jobs, newest first,
/// and then unscheduled ones, whose JobDateTime may be empty, null, of another type, or absent.
/// </summary>
internal static partial class JobFilters
{
    public static readonly BsonDocument ScheduledOrder = new() { { "JobDateTime", -1 }, { "accountId", 1 }, { "UUID", 1 } };

    public static readonly BsonDocument UnscheduledOrder = new() { { "accountId", 1 }, { "UUID", 1 } };

    private static readonly string[] SearchedBefore =
        ["UUID", "SerialId", "FirstName", "LastName", "Company", "Phone", "SecondPhone", "Email", "Address", "JobName"];

    /// <summary>No text, or an empty one: an unscheduled job, or one without a status.</summary>
    private static readonly BsonDocument IsEmpty = new("$not", new BsonDocument("$gt", ""));

    public static BsonDocument Selected(AccountId account, JobSelection selection, string? after)
    {
        var filter = new BsonDocument { { "accountId", account.ToObjectId() }, { "UUID", new BsonDocument("$gt", after ?? "") } };
        return Selected(filter, selection);
    }

    /// <summary>The same jobs, of several accounts with the same selection.</summary>
    public static BsonDocument Selected(IEnumerable<AccountId> accounts, JobSelection selection)
    {
        var ids = new BsonArray(accounts.Select(account => account.ToObjectId()));
        return Selected(new BsonDocument { { "accountId", new BsonDocument("$in", ids) }, { "UUID", new BsonDocument("$gt", "") } }, selection);
    }

    private static BsonDocument Selected(BsonDocument filter, JobSelection selection)
    {
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
            new BsonDocument("_sync.checkedAt", new BsonDocument("$lt", Bson.Time(selection.CheckedBefore))),
        }));
        return filter;
    }

    /// <summary>Null if the page begins after them.</summary>
    public static BsonDocument? Scheduled(JobQuery query, bool haveWords)
    {
        if (query.After is { JobDateTime.Length: 0 })
            return null;
        var all = Conditions(query, haveWords);
        all.Add(new BsonDocument("JobDateTime", new BsonDocument("$gt", "")));
        if (query.From is { Length: > 0 } from)
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$gte", from)));
        if (query.To is { } to)
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$lte", JobFacts.InclusiveEnd(to))));
        if (query.After is { } after)
        {
            all.Add(new BsonDocument("JobDateTime", new BsonDocument("$lte", after.JobDateTime)));
            all.Add(new BsonDocument("$or", new BsonArray
            {
                new BsonDocument("JobDateTime", new BsonDocument("$lt", after.JobDateTime)),
                Behind(after),
            }));
        }

        return new BsonDocument("$and", all);
    }

    /// <summary>Null if a range of time excludes them.</summary>
    public static BsonDocument? Unscheduled(JobQuery query, bool haveWords)
    {
        if (query.To is not null || query.From is { Length: > 0 })
            return null;
        var all = Conditions(query, haveWords);
        all.Add(new BsonDocument("JobDateTime", IsEmpty));
        if (query.After is { JobDateTime.Length: 0 } after)
            all.Add(Behind(after));
        return new BsonDocument("$and", all);
    }

    private static BsonDocument Behind(JobPosition after) => new("$or", new BsonArray
    {
        new BsonDocument("accountId", new BsonDocument("$gt", after.AccountId.ToObjectId())),
        new BsonDocument { { "accountId", after.AccountId.ToObjectId() }, { "UUID", new BsonDocument("$gt", after.Uuid) } },
    });

    /// <summary>Every condition of a query except the time and the position in the order.</summary>
    private static BsonArray Conditions(JobQuery query, bool haveWords)
    {
        var all = new BsonArray();
        if (query.AccountId is { } account)
            all.Add(new BsonDocument("accountId", account.ToObjectId()));
        if (query.Status is { } status)
            all.Add(new BsonDocument("Status", status.Length == 0 ? IsEmpty : status));
        if (query.Text is { } text)
            all.Add(haveWords ? HasWords(text) : new BsonDocument("$or", new BsonArray { HasWords(text), IsWordlessWith(text) }));
        if (query.Missing is { } missing)
            all.Add(new BsonDocument("_sync.missingSince", missing ? new BsonDocument("$ne", BsonNull.Value) : BsonNull.Value));
        if (query.ChangedSince is { } since)
            all.Add(new BsonDocument("_sync.changedAt", new BsonDocument("$gte", Bson.Time(since))));
        return all;
    }

    /// <summary>The index of words is ordered, and a pattern with a fixed beginning is a range of it.</summary>
    private static BsonDocument HasWords(string text) => new("$and", new BsonArray(
        JobWords.Wanted(text).Select(word => new BsonDocument(JobIndex.Words, new BsonRegularExpression("^" + word)))));

    /// <summary>Of a job without words, what an earlier version searched.</summary>
    private static BsonDocument IsWordlessWith(string text) => new()
    {
        { JobIndex.Words, BsonNull.Value },
        { "$expr", new BsonDocument("$or", new BsonArray(SearchedBefore.Select(field => Contains(field, text)))) },
    };

    /// <summary>Numbers are searched as text too, because a serial number may be either.</summary>
    private static BsonDocument Contains(string field, string text)
    {
        var value = new BsonDocument { { "input", $"${field}" }, { "to", "string" }, { "onError", "" }, { "onNull", "" } };
        return new BsonDocument("$regexMatch", new BsonDocument
        {
            { "input", new BsonDocument("$convert", value) },
            { "regex", Bson.Literal(Special().Replace(text, "\\$0")) },
            { "options", "i" },
        });
    }

    [GeneratedRegex(@"[\\^$.*+?()\[\]{}|/]")]
    private static partial Regex Special();
}
