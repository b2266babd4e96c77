using System.Globalization;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sql.Records;

/// <summary>Which jobs a selection or a query means, as statements with their values.</summary>
internal static class JobSelections
{
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
            sql.Add(" AND (seenIn IS DISTINCT FROM @operation OR jobDateTime < @from)", operation.Value, from);
        else if (selection.NotSeenIn is { } other)
            sql.Add(" AND seenIn IS DISTINCT FROM @operation", other.Value);
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

    /// <summary>The beginning of a list: everything that a query asks for except its text.</summary>
    public static SqlText Of(JobQuery query)
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
        return sql;
    }
}
