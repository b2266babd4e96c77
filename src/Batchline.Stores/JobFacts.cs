using System.Text.Json;
using Batchline.Engine.Discover;

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

    public static JobFacts Of(JobDocument job)
    {
        var (dateTime, status) = ("", "");
        var search = new List<string>();
        foreach (var field in job.Root.EnumerateObject())
        {
            var name = NameOf(field);
            if (name == "JobDateTime")
                dateTime = field.Value.ValueKind == JsonValueKind.String ? TextOf(field.Value) : "";
            else if (name == "Status")
                status = field.Value.ValueKind == JsonValueKind.String ? TextOf(field.Value) : "";
            else if (Searchable.Contains(name))
                search.Add(TextOf(field.Value).ToLowerInvariant());
        }

        return new JobFacts(dateTime, status, string.Join('\n', search));
    }

    /// <summary>The text up to which a query's end includes; for a bare day it is behind all times of that day.</summary>
    public static string InclusiveEnd(string to) => to.Length == "yyyy-MM-dd".Length ? to + '\u007f' : to;

    // An emoji that was cut in half (a lone surrogate) is legal JSON that .NET refuses to read as text.
    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
