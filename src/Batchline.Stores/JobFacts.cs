using System.Text.Json;

namespace Batchline.Stores;

/// <summary>What stores read out of a job's document to filter by it.</summary>
/// <param name="JobDateTime">"" for an unscheduled job.</param>
/// <param name="Status">"" for none.</param>
/// <param name="Search">The searchable fields in lower case, one a line.</param>
internal sealed record JobFacts(string JobDateTime, string Status, string Search)
{
    private static readonly HashSet<string> Searchable = new(StringComparer.Ordinal)
    {
        "UUID", "SerialId", "FirstName", "LastName", "Company", "Phone", "SecondPhone", "Email", "Address", "JobName",
    };

    public bool IsOpen =>
        !Status.Equals("Done", StringComparison.OrdinalIgnoreCase)
        && !Status.Equals("Canceled", StringComparison.OrdinalIgnoreCase);

    public static JobFacts Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var (dateTime, status) = ("", "");
        var search = new List<string>();
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (field.NameEquals("JobDateTime"))
                dateTime = TextOf(field.Value);
            else if (field.NameEquals("Status"))
                status = TextOf(field.Value);
            else if (Searchable.Contains(field.Name))
                search.Add(field.Value.ToString().ToLowerInvariant());
        }

        return new JobFacts(dateTime, status, string.Join('\n', search));
    }

    /// <summary>The text up to which a query's end includes; for a bare day it is behind all times of that day.</summary>
    public static string InclusiveEnd(string to) => to.Length == "yyyy-MM-dd".Length ? to + '\u007f' : to;

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
