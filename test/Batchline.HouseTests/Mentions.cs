using System.Text.RegularExpressions;

namespace Batchline.HouseTests;

/// <summary>
/// The files that would change for one more option like a given one. The rule: C#, SQL, and JavaScript files under src whose text
/// names it, in any spelling: <c>QuotaShare</c>, <c>quotaShare</c>, <c>quota_share</c>, <c>--quota-share</c>, "Quota share".
/// </summary>
internal static partial class Mentions
{
    private static readonly string[] Kinds = ["*.cs", "*.sql", "*.js"];

    /// <param name="name">As C# spells it.</param>
    public static IReadOnlyList<string> Of(string name)
    {
        var spelling = new Regex(WordStart().Replace(name, "[-_ ]?"), RegexOptions.IgnoreCase);
        return [.. Kinds.SelectMany(kind => Repository.Files(Path.Combine(Repository.Root, "src"), kind))
            .Where(path => spelling.IsMatch(File.ReadAllText(path))).Select(Repository.Short).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex WordStart();
}
