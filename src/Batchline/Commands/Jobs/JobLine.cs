using System.Text.Json;
using Batchline.Engine.Records;

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

    private static string Text(JsonElement job, string name) =>
        JsonText.Field(job, name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? JsonText.Of(value) : "";
}
