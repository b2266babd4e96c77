using System.Globalization;
using Batchline.Api.Accounts;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary>Accounts as CSV. The header names the columns, in any order.</summary>
internal static class CsvAccounts
{
    private static readonly string[] Columns = ["name", "key", "minInterval", "quotaCalls", "quotaWindow", "quotaShare", "enabled"];

    /// <summary>Programs whose decimals have commas separate fields by semicolons; what is copied from a sheet has tabs.</summary>
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <exception cref="CouldNotException">The header is missing or names something unknown.</exception>
    public static IReadOnlyList<ImportRow> Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new CouldNotException($"The file is empty. Its first line names the columns: {string.Join(",", Columns)}.");
        foreach (var separator in Separators)
        {
            var records = CsvReader.Read(text, separator);
            if (ColumnsOf(records.FirstOrDefault().Fields ?? []) is { } columns)
                return [.. records.Skip(1).Select(record => Row(columns, record.Line, record.Fields))];
        }

        throw new CouldNotException(
            $"The first line must name the columns, each once: name, key and any of {string.Join(", ", Columns[2..])}, with a comma, semicolon or tab between them.");
    }

    /// <summary>Null: the titles name no columns.</summary>
    private static List<string>? ColumnsOf(IReadOnlyList<string> titles)
    {
        var columns = titles.Select(Column).OfType<string>().ToList();
        return columns.Count == titles.Count && columns.Distinct().Count() == columns.Count
            && columns.Contains("name") && columns.Contains("key") ? columns : null;
    }

    private static string? Column(string title) =>
        Array.Find(Columns, column => column.Equals(title, StringComparison.OrdinalIgnoreCase));

    private static ImportRow Row(List<string> columns, int line, IReadOnlyList<string>? fields)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {line}");
        if (fields is null)
            return new ImportRow(place, "", null, "has a quote that is not closed");
        if (fields.Count != columns.Count)
            return new ImportRow(place, "", null, $"has {fields.Count} fields instead of {columns.Count}");
        var faults = new List<string>();
        var body = new AccountBody
        {
            Name = Text("name"),
            WorkizApiKey = Text("key"),
            MinInterval = Value("minInterval", "a duration (2s or 00:00:02)", text => Durations.TryParse(text, out var value) ? value : (TimeSpan?)null),
            QuotaCalls = Value("quotaCalls", "a whole number", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (int?)null),
            QuotaWindow = Value("quotaWindow", "a duration (1m or 00:01:00)", text => Durations.TryParse(text, out var value) ? value : (TimeSpan?)null),
            QuotaShare = Value("quotaShare", "a number (0.5)", text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : (double?)null),
            Enabled = Value("enabled", "true or false", text => bool.TryParse(text, out var value) ? value : (bool?)null),
        };
        var row = ImportFile.Row(place, body);
        return faults.Count == 0 ? row : new ImportRow(place, row.Name, null, string.Join("; ", row.Fault is null ? faults : [.. faults, row.Fault]));

        string? Text(string column) => columns.IndexOf(column) is >= 0 and var index && fields[index].Length > 0 ? fields[index] : null;

        T? Value<T>(string column, string expected, Func<string, T?> parse) where T : struct
        {
            if (Text(column) is not { } text)
                return null;
            var value = parse(text);
            if (value is null)
                faults.Add($"{column} is not {expected}");
            return value;
        }
    }
}
