using System.Text;
using System.Text.RegularExpressions;

namespace Batchline.Dashboard;

/// <summary>
/// Joins the modules of the page into one, each in a function of its own that returns what it exports. Over a slow line, every
/// file of its own costs a part of a round trip, because a browser asks a server for six at a time. It understands the
/// forms that these modules use, and no others.
/// </summary>
internal static partial class ModuleBundle
{
    /// <param name="first">The path of the module that needs the others.</param>
    /// <param name="textOf">The text of the module at a path.</param>
    public static string Of(string first, Func<string, string> textOf)
    {
        var bundle = new StringBuilder();
        Add(first, textOf, [], bundle);
        return bundle.ToString();
    }

    /// <summary>Adds a module behind those that it needs; null stands for one that is not finished.</summary>
    /// <returns>The name of its exports.</returns>
    private static string Add(string path, Func<string, string> textOf, Dictionary<string, string?> names, StringBuilder bundle)
    {
        if (names.TryGetValue(path, out var known))
            return known ?? throw new InvalidOperationException($"The module {path} needs itself.");
        names[path] = null;
        var exports = new List<string>();
        var text = Import().Replace(textOf(path), import =>
        {
            var from = Add(PathOf(path, import.Groups["from"].Value), textOf, names, bundle);
            return import.Groups["default"] is { Success: true } name
                ? $"const {{ default: {name.Value} }} = {from};"
                : $"const {{{import.Groups["names"].Value.Replace(" as ", ": ", StringComparison.Ordinal)}}} = {from};";
        });
        text = ExportAll().Replace(text, export =>
        {
            exports.Add("..." + Add(PathOf(path, export.Groups["from"].Value), textOf, names, bundle));
            return "";
        });
        text = ExportList().Replace(text, export =>
        {
            exports.AddRange(export.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries).Select(Exported));
            return "";
        });
        text = ExportDefault().Replace(text, _ =>
        {
            exports.Add("default: whole");
            return "const whole = ";
        });
        text = Export().Replace(text, export =>
        {
            exports.Add(export.Groups["name"].Value);
            return export.Groups["kind"].Value + export.Groups["name"].Value;
        });
        var named = $"module{names.Count(name => name.Value is not null)}";
        bundle.Append("// ").Append(path).Append("\nconst ").Append(named).Append(" = (() => {\n").Append(text.TrimEnd())
            .Append("\nreturn { ").AppendJoin(", ", exports).Append(" };\n})();\n");
        names[path] = named;
        return named;
    }

    /// <summary>What is known as <c>inside as outside</c>.</summary>
    private static string Exported(string item) => item.Split(" as ") is [var inside, var outside] ? $"{outside}: {inside}" : item;

    private static string PathOf(string importer, string relative) => new Uri(new Uri($"file:///{importer}"), relative).AbsolutePath[1..];

    [GeneratedRegex("""^import\s*(?:(?<default>\w+)|\{(?<names>[^}]*)\})\s*from\s*['"](?<from>[^'"]+)['"];""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("""^export \* from '(?<from>[^']+)';""", RegexOptions.Multiline)]
    private static partial Regex ExportAll();

    [GeneratedRegex("""\bexport\s*\{(?<names>[^}]*)\};?""")]
    private static partial Regex ExportList();

    [GeneratedRegex("""\bexport default """)]
    private static partial Regex ExportDefault();

    [GeneratedRegex("""^export (?<kind>(?:async )?function |class |const )(?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Export();
}
