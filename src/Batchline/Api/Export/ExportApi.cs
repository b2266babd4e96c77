using Batchline.Api.Limits;
using Batchline.Engine.Records;
using Batchline.Stores.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Export;

/// <summary>Hands out stored jobs for other programs, as one stream.</summary>
internal static class ExportApi
{
    public static void MapExport(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/export", Export).WithTags("Jobs")
        .WithName("ExportJobs").WithSummary("Streams jobs as NDJSON or CSV").RequireRateLimiting(RequestLimits.Exports);

    private static PushStreamHttpResult Export(JobExportQuery query, JobStream jobs, CancellationToken cancellationToken) => query.Format switch
    {
        ExportFormat.Csv => TypedResults.Stream(
            body => WriteAsync(() => CsvExport.WriteAsync(() => All(query.Query, jobs, cancellationToken), body, cancellationToken)), "text/csv; charset=utf-8", "jobs.csv"),
        _ => TypedResults.Stream(
            body => WriteAsync(() => NdjsonExport.WriteAsync(All(query.Query, jobs, cancellationToken), body, cancellationToken)), "application/x-ndjson", "jobs.ndjson"),
    };

    /// <summary>Says here, around the whole stream, for what its pages are read: an iterator forgets that from page to page.</summary>
    private static async Task WriteAsync(Func<Task> write)
    {
        CurrentRead.For = ReadFor.Export;
        await write();
    }

    private static IAsyncEnumerable<StoredJob> All(JobQuery query, JobStream jobs, CancellationToken cancellationToken) =>
        jobs.ReadAsync(query, cancellationToken);
}
