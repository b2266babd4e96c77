using System.Globalization;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sqlite.Statements;

namespace Batchline.Stores.Sqlite.Records;

/// <summary>Which jobs a selection or a query means, as statements with their values.</summary>
internal static class JobFilters
{
    internal const string Matching = """
        SELECT accountId, UUID FROM jobWords WHERE id IN (SELECT rowid FROM jobWordsIndex WHERE jobWordsIndex MATCH @match)
        """;

    public static (string Sql, SqlValue[] Values) Keys(AccountId account, JobSelection selection, string? after, int limit)
    {
        var sql = new SqlText("SELECT UUID FROM jobs WHERE accountId = @accountId AND UUID > @after", account.Value, after ?? "");
        return Selected(sql, selection).Add(" ORDER BY UUID LIMIT @limit", limit).Build();
    }

    /// <summary>Counts them for several accounts that have the same selection.</summary>
    public static (string Sql, SqlValue[] Values) Count(IEnumerable<AccountId> accounts, JobSelection selection)
    {
        var sql = new SqlText("SELECT json_each.value, (SELECT count(*) FROM jobs WHERE accountId = json_each.value");
        return Selected(sql, selection).Add(") FROM json_each(@accounts)", SqlValue.Of(accounts.Select(account => account.Value))).Build();
    }

    private static SqlText Selected(SqlText sql, JobSelection selection)
    {
        var from = selection.WindowFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (selection is { NotSeenIn: { } operation, Unlisted: true })
            sql.Add(" AND (seenIn IS NOT @operation OR jobDateTime < @from)", operation.Value, from);
        else if (selection.NotSeenIn is { } other)
            sql.Add(" AND seenIn IS NOT @operation", other.Value);
        else if (selection.Unlisted)
            sql.Add(" AND jobDateTime < @from", from);
        if (selection is { Full: false } and ({ NotSeenIn: not null } or { Unlisted: true }))
        {
            sql.Add(
                """
                 AND (jobDateTime >= @window OR jobDateTime = '' OR lower(status) NOT IN ('done', 'canceled')
                    OR checkedAt IS NULL OR checkedAt < @checkedBefore)
                """,
                from,
                selection.CheckedBefore);
        }

        return sql;
    }

    /// <summary>Words that begin so. A single letter begins too many to be worth the index; null: there is nothing else.</summary>
    public static string? Match(JobQuery query) =>
        string.Join(' ', Wanted(query).Where(word => word.Length > 1).Select(word => $"\"{word}\"*")) is { Length: > 0 } match ? match : null;

    /// <param name="query">Which jobs.</param>
    /// <param name="match">What to find by the index of words and to sort; null: jobs are looked through in their order, until the page is full.</param>
    public static (string Sql, SqlValue[] Values) List(JobQuery query, string? match = null)
    {
        var sql = new SqlText($"SELECT {JobRows.Columns} FROM jobs WHERE true");
        if (query.AccountId is { } account)
            sql.Add(" AND accountId = @accountId", account.Value);
        if (query.Status is not null)
            sql.Add(" AND status = @status", query.Status);
        if (query.From is not null)
            sql.Add(" AND jobDateTime >= @from", query.From);
        if (query.To is not null)
            sql.Add(" AND jobDateTime <= @to AND jobDateTime > ''", JobFacts.InclusiveEnd(query.To));
        if (query.Text is not null)
            AddWords(sql, query.Text, Wanted(query));
        if (match is not null)
            sql.Add($" AND (accountId, UUID) IN ({Matching})", match);
        if (query.Missing is { } missing)
            sql.Add(missing ? " AND missingSince IS NOT NULL" : " AND missingSince IS NULL");
        if (query.ChangedSince is { } since)
            sql.Add(" AND changedAt >= @since", since);
        if (query.After is { } after)
        {
            // The first part lets the index seek. The order is descending by time and ascending by the rest.
            sql.Add(
                " AND jobDateTime <= @time AND (jobDateTime < @time OR (accountId, UUID) > (@afterAccount, @afterUuid))",
                after.JobDateTime,
                after.AccountId.Value,
                after.Uuid);
        }

        // The plus keeps SQLite from walking the index of this order.
        return sql.Add($" ORDER BY {(match is null ? "" : "+")}jobDateTime DESC, accountId, UUID LIMIT @limit", query.Limit).Build();
    }

    /// <summary>Jobs whose words are not taken in yet have what an earlier version searched.</summary>
    private static void AddWords(SqlText sql, string text, IReadOnlyList<string> wanted)
    {
        sql.Add(" AND coalesce((SELECT true");
        for (var index = 0; index < wanted.Count; index++)
            sql.Add($" AND instr(words, @word{index}) > 0", " " + wanted[index]);
        sql.Add(" FROM jobWords WHERE jobWords.accountId = jobs.accountId AND jobWords.UUID = jobs.UUID), instr(search, @text) > 0)", text.ToLowerInvariant());
    }

    private static IReadOnlyList<string> Wanted(JobQuery query) => query.Text is null ? [] : JobWords.Wanted(query.Text);
}
