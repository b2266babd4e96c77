using Batchline.Api.Jobs;
using Batchline.Api.Requests;
using Batchline.Engine.Records;

namespace Batchline.Api.Export;

/// <summary>Which jobs to export, and how.</summary>
internal sealed record JobExportQuery(JobQuery Query, ExportFormat Format)
{
    public static ValueTask<JobExportQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new JobExportQuery(JobPageQuery.Filters(read), read.Name<ExportFormat>("format") ?? ExportFormat.Ndjson);
        read.Finish();
        return ValueTask.FromResult<JobExportQuery?>(query);
    }
}
