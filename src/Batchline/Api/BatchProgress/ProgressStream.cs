using System.Buffers;
using System.IO.Pipelines;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;

namespace Batchline.Api.BatchProgress;

/// <summary>Writes events as <c>text/event-stream</c>, with ids and heartbeats.</summary>
internal sealed class ProgressStream(IAsyncEnumerable<ProgressEvent> events) : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/event-stream";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(ProgressView), [ContentType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache,no-store";

        // What is meant for now must not wait in a proxy's buffer.
        response.Headers["X-Accel-Buffering"] = "no";
        await foreach (var told in events.WithCancellation(httpContext.RequestAborted))
        {
            Write(response.BodyWriter, told);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }

    private static void Write(PipeWriter writer, ProgressEvent told)
    {
        if (told.Snapshot is not { } snapshot)
        {
            Encoding.UTF8.GetBytes(": nothing new\n\n", writer);
            return;
        }

        Encoding.UTF8.GetBytes($"event: {told.Kind}\nid: {told.Id}\ndata: ", writer);
        writer.Write(snapshot.Json.Span);
        writer.Write("\n\n"u8);
    }
}
