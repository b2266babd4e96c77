using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Sqlite.Records;

/// <summary>Which jobs a selection or a query means, as statements with their values.</summary>
internal static class JobFilters
{
    internal const string Matching = """
        SELECT accountId, UUID FROM jobWords WHERE id IN (SELECT rowid FROM jobWordsIndex WHERE jobWordsIndex MATCH @match)
        """;

    /// <summary>Words that begin so. A single letter begins too many to be worth the index; null: there is nothing else.</summary>
    public static string? Match(JobQuery query) =>
        string.Join(' ', Wanted(query).Where(word => word.Length > 1).Select(word => $"\"{word}\"*")) is { Length: > 0 } match ? match : null;

    /// <param name="query">Which jobs.</param>
    /// <param name="match">What to find by the index of words and to sort; null: jobs are looked through in their order, until the page is full.</param>
    public static (string Sql, SqlValue[] Values) List(JobQuery query, string? match = null)
    {
        var sql = JobSelections.Of(query);
        if (query.Text is not null)
            AddWords(sql, query.Text, Wanted(query));
        if (match is not null)
            sql.Add($" AND (accountId, UUID) IN ({Matching})", match);

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
