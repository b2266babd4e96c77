using System.Text.Json;
using Batchline.Api.Answers;
using Batchline.Api.Jobs;
using Batchline.Engine.Records;

namespace Batchline.Api.Export;

/// <summary>Writes jobs as lines of JSON.</summary>
internal static class NdjsonExport
{
    private static readonly JsonSerializerOptions Json = ApiJson.Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    private static readonly byte[] LineEnd = [(byte)'\n'];

    public static async Task WriteAsync(IAsyncEnumerable<StoredJob> jobs, Stream body, CancellationToken cancellationToken)
    {
        await foreach (var job in jobs.WithCancellation(cancellationToken))
        {
            var view = JobView.Of(job);
            await JsonSerializer.SerializeAsync(body, view with { Document = OnOneLine(view.Document) }, Json, cancellationToken);
            await body.WriteAsync(LineEnd, cancellationToken);
        }
    }

    /// <summary>Within texts JSON has no line breaks, so those there are stand between the values and mean nothing.</summary>
    private static RawJson OnOneLine(RawJson document) => new(document.Text.Replace('\n', ' ').Replace('\r', ' '));
}
