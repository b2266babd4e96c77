using System.Text.Json;

namespace Batchline.Commands.Jobs;

/// <summary>What a table shows of a job. Fields that are missing are "".</summary>
internal sealed record JobLine(string Scheduled, string Number, string Status, string Client)
{
    public static JobLine Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var job = document.RootElement;
        var person = $"{Text(job, "FirstName")} {Text(job, "LastName")}".Trim();
        var company = Text(job, "Company");
        return new JobLine(
            Text(job, "JobDateTime"),
            Text(job, "SerialId"),
            Text(job, "Status"),
            person.Length == 0 ? company : company.Length == 0 ? person : $"{person}, {company}");
    }

    private static string Text(JsonElement job, string name)
    {
        if (!job.TryGetProperty(name, out var value) || value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            return "";
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half an emoji is legal JSON but no text.
            return value.GetRawText();
        }
    }
}
