namespace Batchline.Api.Export;

internal enum ExportFormat
{
    /// <summary>A line of JSON for each job, as the job list has it.</summary>
    Ndjson,

    /// <summary>A row for each job, for spreadsheets.</summary>
    Csv,
}
