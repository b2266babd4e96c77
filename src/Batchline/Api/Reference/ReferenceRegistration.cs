using System.Security.Cryptography;
using Batchline.Api.Limits;
using Microsoft.AspNetCore.Http.HttpResults;
using Scalar.AspNetCore;

namespace Batchline.Api.Reference;

/// <summary>The reference of the API: a document for machines, a page for people.</summary>
internal static class ReferenceRegistration
{
    private const int NonceBytes = 16;
    private const string Path = $"/openapi/{ReferenceDocument.Name}.json";

    public static IServiceCollection AddReference(this IServiceCollection services) => services
        .AddSingleton<ReferenceDocument>()
        .AddOpenApi(ReferenceDocument.Name, options =>
        {
            var named = options.CreateSchemaReferenceId;
            options.CreateSchemaReferenceId = type => PlainSchemas.IsInline(type.Type) ? null : named(type);
            options.AddSchemaTransformer<PlainSchemas>();
            options.AddOperationTransformer<NotedOperations>();
            options.AddDocumentTransformer<WholeDocument>();
        });

    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], ShowDocumentAsync).ExcludeFromDescription();
        routes.MapScalarApiReference("/docs", (page, context) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy(nonce);

            // Its fonts would come from elsewhere.
            page.WithTitle("Batchline API").WithOpenApiRoutePattern(Path).DisableDefaultFonts().WithNonce(nonce);
        }).RequireRateLimiting(RequestLimits.Reference);
    }

    private static async Task<FileContentHttpResult> ShowDocumentAsync(HttpContext context, ReferenceDocument document)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return (await document.GetAsync(context.RequestAborted)).AnswerTo(context);
    }

    /// <summary>The page has one script of its own, which the nonce lets run, and styles that it makes while it runs.</summary>
    private static string ContentSecurityPolicy(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
