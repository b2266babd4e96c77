using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Stores.Rules;

/// <summary>What stores read out of a job's document to filter by it.</summary>
/// <param name="JobDateTime">"" for an unscheduled job.</param>
/// <param name="Status">"" for none.</param>
/// <param name="Search">The searchable fields in lower case, one a line.</param>
internal sealed record JobFacts(string JobDateTime, string Status, string Search)
{
    private static readonly byte[][] Searchable =
    [
        .. "UUID SerialId FirstName LastName Company Phone SecondPhone Email Address JobName".Split(' ').Select(Encoding.UTF8.GetBytes),
    ];

    public bool IsOpen =>
        !Status.Equals("Done", StringComparison.OrdinalIgnoreCase)
        && !Status.Equals("Canceled", StringComparison.OrdinalIgnoreCase);

    public static JobFacts Of(JobDocument job)
    {
        var (dateTime, status) = ("", "");
        var search = new List<string>();
        foreach (var field in job.Root.EnumerateObject())
        {
            // As written: names of ASCII letters are not escaped, and as text each would be made anew.
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

    /// <summary>The text up to which a query's end includes; for a bare day it is behind all times of that day.</summary>
    public static string InclusiveEnd(string to) => to.Length == "yyyy-MM-dd".Length ? to + '\u007f' : to;

    private static bool IsSearchable(ReadOnlySpan<byte> name)
    {
        foreach (var searchable in Searchable)
        {
            if (name.SequenceEqual(searchable))
                return true;
        }

        return false;
    }
}
