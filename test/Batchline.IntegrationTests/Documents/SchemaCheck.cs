using System.Text.Json;
using System.Text.Json.Nodes;

namespace Batchline.IntegrationTests.Documents;

/// <summary>Looks whether a value has the form that a schema of the document gives it: type, required and known fields.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    public void Check(JsonNode? value, JsonNode schema, string where)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            Check(value, Resolve(reference), where);
            return;
        }

        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { } choices)
        {
            if (value is not null)
                Check(value, choices.First(choice => choice!["type"]?.ToString() != "null")!, where);
            return;
        }

        Types(schema).ShouldContain(TypeOf(value), $"{where}: {value?.ToJsonString()}");
        if (value is JsonArray items)
        {
            foreach (var item in items)
                Check(item, schema["items"]!, where + "[]");
        }
        else if (value is JsonObject fields && schema["properties"]?.AsObject() is { } properties)
        {
            (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Except(fields.Select(field => field.Key)).ShouldBeEmpty(where);
            fields.Select(field => field.Key).Except(properties.Select(property => property.Key)).ShouldBeEmpty(where);
            foreach (var (name, field) in fields)
                Check(field, properties[name]!, $"{where}.{name}");
        }
    }

    private JsonNode Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, part) => node[part].ShouldNotBeNull(reference));

    private static List<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => type!.GetValue<string>()), .. several.Any(type => type!.GetValue<string>() == "number") ? ["integer"] : Array.Empty<string>()],
        { } one when one.GetValue<string>() == "number" => ["number", "integer"],
        { } one => [one.GetValue<string>()],
        null => ["string", "number", "integer", "boolean", "object", "array", "null"],
    };

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => value.ToJsonString().Contains('.') ? "number" : "integer",
    };
}
