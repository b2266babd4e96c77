using Batchline.Api.Reference.Notes;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>The parameters that stand in a path.</summary>
internal static class PathParameters
{
    private const string Uuid = "uuid";

    public static IEnumerable<IOpenApiParameter> Of(string path) =>
        from segment in path.Split('/')
        where segment.StartsWith('{')
        let name = segment.Trim('{', '}').Split(':', '?')[0].TrimStart('*')
        select new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = name == Uuid ? "The UUID of the job in Workiz: opaque." : $"The id: 24 hex characters ({name}).",
            Schema = name == Uuid ? new OpenApiSchema { Type = JsonSchemaType.String } : ParameterNote.IdSchema(),
        };
}
