using System.Text.Json.Nodes;
using Batchline.Api.Reference.Notes;
using Batchline.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>Brings the notes of an endpoint into its operation. Parameters and bodies are read by hand, so the framework does not see them.</summary>
internal sealed class NotedOperations : IOpenApiOperationTransformer
{
    private const string Json = "application/json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document || !EndpointNotes.ByName.TryGetValue(operation.OperationId ?? "", out var note))
            return;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        var head = context.Description.HttpMethod == HttpMethods.Head;
        operation.OperationId = IdOf(operation.OperationId ?? "", context.Description.HttpMethod ?? "", metadata);
        operation.Description = note.Description;
        operation.Parameters =
        [
            .. PathParameters.Of(context.Description.RelativePath ?? ""),
            .. note.Query.Select(parameter => Parameter(parameter, ParameterLocation.Query)),
            .. note.Headers.Select(parameter => Parameter(parameter, ParameterLocation.Header)),
        ];
        operation.RequestBody = note.Body is null ? null : new OpenApiRequestBody
        {
            Required = note.BodyRequired,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = new OpenApiMediaType
                {
                    Schema = await BodyAsync(note.Body, document, context, cancellationToken),
                    Example = note.BodyExample is { } example ? JsonNode.Parse(example) : null,
                },
            },
        };
        operation.Responses ??= [];
        if (note.MediaType is not null)
            operation.Responses.TryAdd("200", new OpenApiResponse { Description = "OK" });
        foreach (var (status, response) in operation.Responses)
            Illustrate((OpenApiResponse)response, status == "200" && note.OkExample is { } ok ? note with { Example = ok } : note, head || status == "204");
        foreach (var (status, answer) in CommonProblems.Of(document, rule, note, withBody: !head))
            operation.Responses[$"{status}"] = answer;

        // The empty one: without a token.
        operation.Security = rule == AccessRule.Open
            ? [new OpenApiSecurityRequirement()]
            : [ApiToken.Requirement(document), new OpenApiSecurityRequirement()];
    }

    /// <summary>An endpoint with two methods has one name, an operation needs one of its own.</summary>
    private static string IdOf(string name, string method, IEnumerable<object> metadata) =>
        metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { HttpMethods: [var first, _, ..] } && first != method
            ? $"{name}By{char.ToUpperInvariant(method[0])}{method[1..].ToLowerInvariant()}"
            : name;

    private static OpenApiParameter Parameter(ParameterNote note, ParameterLocation place) =>
        new OpenApiParameter { Name = note.Name, In = place, Description = note.Description, Schema = note.Schema() };

    private static async Task<IOpenApiSchema> BodyAsync(
        Type body, OpenApiDocument document, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        document.AddComponent(body.Name, await context.GetOrCreateSchemaAsync(body, null, cancellationToken));
        return new OpenApiSchemaReference(body.Name, document);
    }

    private static void Illustrate(OpenApiResponse response, EndpointNote note, bool bare)
    {
        if (bare || note.Example is null)
        {
            response.Content?.Clear();
            return;
        }

        if (note.MediaType is { } type)
        {
            response.Content = new Dictionary<string, OpenApiMediaType>
            {
                [type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = note.Example },
            };
            return;
        }

        foreach (var content in response.Content?.Values ?? (IEnumerable<OpenApiMediaType>)[])
            content.Example = JsonNode.Parse(note.Example);
    }
}
