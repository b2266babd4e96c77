using System.Text;
using Batchline.Api.Answers;
using Batchline.Content;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>The OpenAPI document. To make it takes a core for some 60 ms and it never changes, so it is made once, when it is first asked for.</summary>
internal sealed class ReferenceDocument([FromKeyedServices(ReferenceDocument.Name)] IOpenApiDocumentProvider provider, TimeProvider clock)
{
    public const string Name = "v1";

    private readonly SharedComputations<string, FixedContent> _content = new(TimeSpan.MaxValue, clock, _ => MakeAsync(provider));

    public Task<FixedContent> GetAsync(CancellationToken cancellationToken) => _content.GetAsync(Name, cancellationToken);

    private static async Task<FixedContent> MakeAsync(IOpenApiDocumentProvider provider)
    {
        // Not the caller's cancellation: others wait for the same document.
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return new FixedContent(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8");
    }
}
