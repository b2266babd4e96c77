using System.Text.Json;
using Batchline.Api.Requests;
using Batchline.Engine.Records;

namespace Batchline.Api.Webhooks;

/// <summary>
/// Looks through the body of a webhook for the one job that it is about: Workiz writes <c>data.uuid</c>, relays write the
/// key in other ways and at other places. A lead's webhook has a uuid too, but that is no job's.
/// </summary>
internal sealed class HintSearch(RequestFaults faults)
{
    private const int MaxDepth = 8;
    private static readonly string[] Wrappers = ["data", "job", "body", "payload", "event", "record"];

    private bool _leadFields;
    private bool _jobFields;
    private bool _leadInside;
    private string _trigger = "";

    /// <summary>What was read says that it is about a lead. Leads and jobs share most fields, but not these.</summary>
    private bool IsLead => !_jobFields && (_leadFields || (Names("lead") && !Names("job")));

    /// <returns>Null: nothing is to be done, since this is a lead's; or there are faults.</returns>
    public string? Find(JsonElement body)
    {
        var uuid = Search(body, 0);
        if (IsLead || (uuid is null && _leadInside))
            return null;
        if (uuid is null && faults.IsEmpty)
            faults.Add("data.uuid", $"is missing: the job's uuid must stand at the top level or under {string.Join(", ", Wrappers[..^1])} or {Wrappers[^1]}");
        return uuid;
    }

    private bool Names(string kind) => _trigger.Contains(kind, StringComparison.OrdinalIgnoreCase);

    private string? Search(JsonElement value, int depth)
    {
        if (depth > MaxDepth)
            return null;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return SearchFields(value, depth);
            case JsonValueKind.Array when value.GetArrayLength() == 1:
                return Search(value[0], depth + 1);
            case JsonValueKind.Array when value.GetArrayLength() > 1:
                faults.Add("body", "must be about one job: send a request for each");
                return null;
            case JsonValueKind.String when JsonText.Of(value) is var text && WebhookBody.LooksLikeJson(text) && WebhookBody.Parse(text) is { } inner:
                return Search(inner, depth + 1);
            default:
                return null;
        }
    }

    /// <summary>What is further inside counts first: a uuid beside <c>data</c> may be the relay's own.</summary>
    private string? SearchFields(JsonElement record, int depth)
    {
        var own = new List<string>();
        string? inside = null;
        foreach (var field in record.EnumerateObject())
        {
            var name = Plain(JsonText.NameOf(field));
            Note(name, field.Value);
            if (name == "uuid")
                own.AddRange(Scalar(field.Value));
            else if (inside is null && Wrappers.Contains(name))
                inside = Search(field.Value, depth + 1);
        }

        if (inside is null && own.Distinct(StringComparer.Ordinal).Count() > 1)
            faults.Add("uuid", "is given twice");
        return inside ?? own.FirstOrDefault();
    }

    private void Note(string name, JsonElement value)
    {
        _leadFields |= name is "leaddatetime" or "leadenddatetime" or "leadnotes";
        _jobFields |= name is "jobdatetime" or "jobenddatetime" or "jobnotes";
        _leadInside |= name == "lead";
        if (name is "trigger" or "triggertype")
            _trigger = value.ValueKind == JsonValueKind.Object && JsonText.Field(value, "type") is { } type ? JsonText.Of(type) : JsonText.Of(value);
    }

    /// <summary>Names without what tells <c>leadDateTime</c> from <c>Lead_Date_Time</c>.</summary>
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim().ToLowerInvariant();

    private static IEnumerable<string> Scalar(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number && JsonText.Of(value).Trim() is { Length: > 0 } text ? [text] : [];
}
