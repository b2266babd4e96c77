using System.Text.Json.Nodes;
using Batchline.Api.Requests;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference.Notes;

/// <summary>A parameter of the query or a header.</summary>
internal sealed record ParameterNote(string Name, string Description, Func<OpenApiSchema> Schema)
{
    public static readonly ParameterNote Limit = new(
        "limit", "How many at most, 1 to 1000.",
        () => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = 100 });

    public static readonly ParameterNote Cursor = Text("cursor", "The `nextCursor` of the page before.");

    public static readonly ParameterNote Account = Id("accountId", "Only of this account.");

    public static ParameterNote Text(string name, string description) =>
        new(name, description, () => new OpenApiSchema { Type = JsonSchemaType.String });

    public static ParameterNote Flag(string name, string description) =>
        new(name, description, () => new OpenApiSchema { Type = JsonSchemaType.Boolean });

    public static ParameterNote Id(string name, string description) => new(name, description, IdSchema);

    /// <summary>One of the names of an enum.</summary>
    public static ParameterNote OneOf<T>(string name, string description) where T : struct, Enum => new(
        name, description,
        () => new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Enum.GetValues<T>().Select(value => (JsonNode)Names<T>.Of(value))] });

    /// <summary>Several of them, separated by commas.</summary>
    public static ParameterNote NameList<T>(string name, string description) where T : struct, Enum =>
        Text(name, $"{description} Separated by commas: {Names<T>.All}.");

    public static OpenApiSchema IdSchema() => new() { Type = JsonSchemaType.String, Pattern = "^[0-9a-fA-F]{24}$" };
}
