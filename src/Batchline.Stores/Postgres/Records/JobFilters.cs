using Batchline.Engine.Records;
using Batchline.Stores.Rules;
using Batchline.Stores.Sql.Records;
using Batchline.Stores.Sql.Statements;

namespace Batchline.Stores.Postgres.Records;

/// <summary>Which jobs a query means, as a statement with its values.</summary>
internal static class JobFilters
{
    private const string Matching = """
         AND EXISTS (SELECT FROM job_words AS f WHERE f.account_id = jobs.accountId AND f.uuid = jobs.UUID AND f.words @@ @match::tsquery)
        """;

    public static (string Sql, SqlValue[] Values) List(JobQuery query)
    {
        var sql = JobSelections.Of(query);
        if (query.Text is not null)
            sql.Add(Matching, Match(JobWords.Wanted(query.Text)));
        return sql.Add(" ORDER BY jobDateTime DESC, accountId, UUID LIMIT @limit", query.Limit).Build();
    }

    /// <summary>Each word must begin one of the job's. They are letters and digits, which need no more than quotes.</summary>
    private static string Match(IEnumerable<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));
}
