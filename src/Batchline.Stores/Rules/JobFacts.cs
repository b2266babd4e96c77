using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Stores.Rules;

/// <summary>What stores extract from a job's document to filter by.</summary>
/// <param name="JobDateTime">"" for an unscheduled job.</param>
/// <param name="Status">"" for none.</param>
/// <param name="Search">The searchable fields in lower case, one per line.</param>
internal sealed record JobFacts(string JobDateTime, string Status, string Search)
{
    /// <summary>The fields in which a text is searched.</summary>
    public static readonly string[] Searchable =
        ["UUID", "SerialId", "FirstName", "LastName", "Company", "Phone", "SecondPhone", "Email", "Address", "JobName"];

    private static readonly byte[][] SearchableUtf8 = [.. Searchable.Select(Encoding.UTF8.GetBytes)];

    public bool IsOpen =>
        !Status.Equals("Done", StringComparison.OrdinalIgnoreCase)
        && !Status.Equals("Canceled", StringComparison.OrdinalIgnoreCase);

    public static JobFacts Of(JobDocument job)
    {
        var (dateTime, status) = ("", "");
        var search = new List<string>();
        foreach (var field in job.Root.EnumerateObject())
        {
            // Compared as bytes, which allocates nothing. Names of ASCII letters are never escaped.
            var name = JsonMarshal.GetRawUtf8PropertyName(field);
            if (name.SequenceEqual("JobDateTime"u8))
                dateTime = field.Value.ValueKind == JsonValueKind.String ? JsonText.Of(field.Value) : "";
            else if (name.SequenceEqual("Status"u8))
                status = field.Value.ValueKind == JsonValueKind.String ? JsonText.Of(field.Value) : "";
            else if (IsSearchable(name))
                search.Add(JsonText.Of(field.Value).ToLowerInvariant());
        }

        return new JobFacts(dateTime, status, string.Join('\n', search));
    }

    /// <summary>The last text that a query's end includes. For a day without a time, it comes after all times of that day.</summary>
    public static string InclusiveEnd(string to) => to.Length == "yyyy-MM-dd".Length ? to + '\u007f' : to;

    private static bool IsSearchable(ReadOnlySpan<byte> name)
    {
        foreach (var searchable in SearchableUtf8)
        {
            if (name.SequenceEqual(searchable))
                return true;
        }

        return false;
    }
}
