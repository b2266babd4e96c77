using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Batchline.Stores.Postgres.Statements;

/// <summary>
/// The statements of the stores in SQL as PostgreSQL wants them: names in snake_case, tables with their schema, which a transaction
/// pooler would forget, and parameters by number, in the order in which their names first occur. <c>@now</c> is the store's clock in
/// milliseconds, and <c>@ticks</c> the same in ticks.
/// </summary>
internal sealed partial class PostgresText(string schema)
{
    private const char Quote = '\'';
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public string Name => schema;

    /// <summary>Quoted.</summary>
    public string Schema { get; } = Quoted(schema);

    /// <summary>A name as SQL takes it, whatever is in it.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public string Of(string sql) => _texts.GetOrAdd(sql, Translate);

    private string Translate(string sql)
    {
        var names = new List<string>();
        var text = Parameter().Replace(sql, match =>
        {
            if (!names.Contains(match.Value))
                names.Add(match.Value);
            var number = string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(match.Value) + 1}");
            return match.Value switch
            {
                "@now" => $"{Schema}.clock({number})",
                "@ticks" => $"{Schema}.ticks({number})",
                _ => number,
            };
        });
        text = Names().Replace(text, match => match.Value[0] == Quote ? match.Value : WordBorder().Replace(match.Value, "$1_$2").ToLowerInvariant());
        text = Flag().Replace(text, match => $"{match.Groups[1].Value} = {(match.Groups[2].Value == "1" ? "true" : "false")}");
        text = JsonEach().Replace(text, match => $"jsonb_array_elements_text({match.Groups[1].Value}::jsonb) AS json_each (value)");
        return Table().Replace(text, match => $"{match.Groups[1].Value} {Schema}.{match.Groups[2].Value}");
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    /// <summary>Names in camelCase, and the one that Workiz writes in capitals; and texts, which stay.</summary>
    [GeneratedRegex(@"'[^']*'|\b([a-z]+[A-Z]\w*|UUID)\b")]
    private static partial Regex Names();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex WordBorder();

    /// <summary>SQLite has numbers for them.</summary>
    [GeneratedRegex(@"\b(enabled|deleting|active|planned|released) = ([01])\b")]
    private static partial Regex Flag();

    [GeneratedRegex(@"json_each\((\$\d+)\)")]
    private static partial Regex JsonEach();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+(accounts|operations|batch_account_states|batches|jobs|account_heads|pending_changes|changes|feed|notices|schedules|leader|clusters|cluster_alive|job_words_done|job_words|migrations)\b")]
    private static partial Regex Table();
}
