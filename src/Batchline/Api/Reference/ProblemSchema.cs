using System.Reflection;
using System.Text.Json.Nodes;
using Batchline.Api.Errors;
using Batchline.Api.Reference.Notes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>The one shape of errors, and how an answer with it is described.</summary>
internal static class ProblemSchema
{
    private const string Name = "Problem";
    private const string MediaType = "application/problem+json";

    private static IEnumerable<string> Codes =>
        from code in typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        where code.IsLiteral
        select (string)code.GetRawConstantValue()!;

    public static void AddTo(OpenApiDocument document) => document.AddComponent(Name, new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        Description = "Every error. Branch on `code`: codes are added, never renamed. Some errors carry more fields, as `operationId` or `retryCount`.",
        Required = new HashSet<string> { "status", "title", "detail", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, and what to do." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Codes.Select(code => (JsonNode)code)] },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With `invalid_request`: what is wrong, by field.",
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        },
    });

    /// <param name="problems">All of one status.</param>
    public static OpenApiResponse Answer(OpenApiDocument document, int status, IReadOnlyList<ProblemNote> problems, bool withBody) => new()
    {
        Description = string.Join(" ", problems.Select(problem => $"`{problem.Code}`: {problem.When}")),
        Content = !withBody ? null : new Dictionary<string, OpenApiMediaType>
        {
            [MediaType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(Name, document),
                Examples = problems.ToDictionary(problem => problem.Code, problem => (IOpenApiExample)Example(status, problem)),
            },
        },
    };

    private static OpenApiExample Example(int status, ProblemNote problem)
    {
        var value = new JsonObject
        {
            ["status"] = status,
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["detail"] = problem.When,
            ["code"] = problem.Code,
        };
        if (problem.Code == ErrorCodes.InvalidRequest)
            value["errors"] = new JsonObject { ["limit"] = new JsonArray("must be a whole number from 1 to 1000") };
        return new OpenApiExample { Summary = problem.When, Value = value };
    }
}
