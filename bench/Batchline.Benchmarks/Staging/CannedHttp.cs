using System.Net;
using System.Net.Http.Headers;

namespace Batchline.Benchmarks.Staging;

/// <summary>Answers <c>job/get</c> from memory, in place of connections: what a socket allocates is not ours.</summary>
internal sealed class CannedHttp(IReadOnlyDictionary<string, byte[]> answers) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri?.AbsolutePath.TrimEnd('/') ?? "";
        var content = new ByteArrayContent(answers[path[(path.LastIndexOf('/') + 1)..]]);
        content.Headers.ContentType = Json;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    }
}
