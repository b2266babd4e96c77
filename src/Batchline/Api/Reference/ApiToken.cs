using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>How callers show who they are.</summary>
internal static class ApiToken
{
    private const string Name = "ApiToken";

    public static void AddTo(OpenApiDocument document) => document.AddComponent<IOpenApiSecurityScheme>(Name, new OpenApiSecurityScheme
    {
        Type = SecuritySchemeType.Http,
        Scheme = "bearer",
        Description = "`Security:ApiToken`. Without one only loopback is served and no token is needed. The tick takes `CRON_SECRET` too.",
    });

    public static OpenApiSecurityRequirement Requirement(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(Name, document)] = [] };
}
