using System.Text.Json.Serialization;
using Batchline.Api.Answers;
using Batchline.Engine.Accounts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>Says what types with converters of their own look like.</summary>
internal sealed class PlainSchemas : IOpenApiSchemaTransformer
{
    public static bool IsInline(Type type) => type == typeof(RawJson) || IsOptional(type);

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(RawJson))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalPropertiesAllowed = true;
        }
        else if (context.JsonTypeInfo.UnmappedMemberHandling == JsonUnmappedMemberHandling.Skip)
        {
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (IsOptional(Nullable.GetUnderlyingType(type) ?? type))
        {
            var inner = await context.GetOrCreateSchemaAsync((Nullable.GetUnderlyingType(type) ?? type).GetGenericArguments()[0], null, cancellationToken);
            (schema.Type, schema.Format, schema.Items, schema.Pattern) = (inner.Type, inner.Format, inner.Items, inner.Pattern);
        }
    }

    private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);
}
