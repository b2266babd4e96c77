using Scalar.AspNetCore;

namespace Batchline.Api.Reference;

/// <summary>The reference of the API: a document for machines, a page for people.</summary>
internal static class ReferenceRegistration
{
    private const string Document = "v1";
    private const string Path = "/openapi/{documentName}.json";

    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        var named = options.CreateSchemaReferenceId;
        options.CreateSchemaReferenceId = type => PlainSchemas.IsInline(type.Type) ? null : named(type);
        options.AddSchemaTransformer<PlainSchemas>();
        options.AddOperationTransformer<NotedOperations>();
        options.AddDocumentTransformer<WholeDocument>();
    });

    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(Path);

        // Its fonts would come from elsewhere.
        routes.MapScalarApiReference("/docs", page => page
            .WithTitle("Batchline API")
            .WithOpenApiRoutePattern(Path)
            .DisableDefaultFonts());
    }
}
