using System.Globalization;
using System.Text.Json;
using Batchline.Api.Accounts;
using Batchline.Api.Answers;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Accounts;

/// <summary>Accounts as CSV. The header names the columns, in any order.</summary>
internal static class CsvAccounts
{
    public static readonly string[] Columns = ["name", "key", .. PaceField.All.Select(field => field.Name), "enabled"];

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
        var pace = new Dictionary<string, object>();
        foreach (var field in PaceField.All)
        {
            if (Text(field.Name) is not { } text)
                continue;
            if (field.Parse(text) is { } value)
                pace[field.Name] = value;
            else
                faults.Add($"{field.Name} is not {field.Expected}");
        }

        bool? enabled = bool.TryParse(Text("enabled"), out var isEnabled) ? isEnabled : null;
        if (enabled is null && Text("enabled") is not null)
            faults.Add("enabled is not true or false");
        var body = JsonSerializer.SerializeToElement(pace).Deserialize<AccountBody>(ApiJson.Reading)! with
        {
            Name = Text("name"),
            WorkizApiKey = Text("key"),
            Enabled = enabled,
        };
        var row = ImportFile.Row(place, body);
        return faults.Count == 0 ? row : new ImportRow(place, row.Name, null, string.Join("; ", row.Fault is null ? faults : [.. faults, row.Fault]));

        string? Text(string column) => columns.IndexOf(column) is >= 0 and var index && fields[index].Length > 0 ? fields[index] : null;
    }
}
