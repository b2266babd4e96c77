using System.Runtime.InteropServices;
using System.Text.Json;
using Batchline.Engine.Records;

namespace Batchline.Stores.Rules;

/// <summary>What stores extract from a job's document to filter by. It is short, because indexes refuse long texts.</summary>
/// <param name="JobDateTime">"" for an unscheduled job.</param>
/// <param name="Status">"" for none.</param>
internal sealed record JobFacts(string JobDateTime, string Status)
{
    private const int MostStatus = 100;

    public bool IsOpen =>
        !Status.Equals("Done", StringComparison.OrdinalIgnoreCase)
        && !Status.Equals("Canceled", StringComparison.OrdinalIgnoreCase);

    public static JobFacts Of(JobDocument job)
    {
        var (dateTime, status) = ("", "");
        foreach (var field in job.Root.EnumerateObject())
        {
            // Compared as bytes, which allocates nothing. Names of ASCII letters are never escaped.
            var name = JsonMarshal.GetRawUtf8PropertyName(field);
            if (name.SequenceEqual("JobDateTime"u8))
                dateTime = field.Value.ValueKind == JsonValueKind.String ? JsonText.Of(field.Value) : "";
            else if (name.SequenceEqual("Status"u8))
                status = field.Value.ValueKind == JsonValueKind.String ? JsonText.Of(field.Value) : "";
        }

        return new JobFacts(Begin(dateTime, JobPosition.MostTime), Begin(status, MostStatus));
    }

    private static string Begin(string text, int most) => text.Length <= most ? text : text[..most];

    /// <summary>The last text that a query's end includes. For a day without a time, it comes after all times of that day.</summary>
    public static string InclusiveEnd(string to) => to.Length == "yyyy-MM-dd".Length ? to + '\u007f' : to;
}
