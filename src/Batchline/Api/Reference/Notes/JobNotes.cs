using Batchline.Api.Errors;
using Batchline.Api.Export;

namespace Batchline.Api.Reference.Notes;

internal static class JobNotes
{
    private const string Job = """
        {"accountId":"6925c0fff0e1d2c3b4a59601","uuid":"9A1B2C","lastUpdated":"2026-11-25T15:31:12.000Z",
         "sync":{"hash":"5f0c…","firstSeen":"2026-11-20T09:00:10.000Z","changedAt":"2026-11-24T08:12:00.000Z","changedFields":["Status"],
           "missingSince":null,"checkedAt":"2026-11-25T15:31:12.000Z"},
         "document":{"UUID":"9A1B2C","SerialId":1042,"JobDateTime":"2026-11-26 09:00:00","Status":"Submitted"}}
        """;

    public static readonly IReadOnlyList<ParameterNote> Filters =
    [
        ParameterNote.Account,
        ParameterNote.Text("status", "Only with this Status in Workiz."),
        ParameterNote.Text("from", "JobDateTime from here on, as it stands: a day or a time without zone."),
        ParameterNote.Text("to", "JobDateTime up to here; a bare day includes that day."),
        ParameterNote.Text(
            "q",
            "The beginnings of words in UUID, serial number, names, company, phone, e-mail, address, city, postal code, job name, notes or comments. "
                + "Each must be found. Case and diacritics do not matter. Of UUID, serial number and phone, any three characters in a row will do. "
                + "A new or changed job is found some seconds later."),
        ParameterNote.Flag("missing", "Only jobs that are, or are not, gone in Workiz."),
        ParameterNote.Text("changedSince", "Only jobs whose content changed since: a day or a time with its zone."),
    ];

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("ListJobs")
        {
            Description = "`document` holds every field of Workiz as it came.",
            Query = [.. Filters, ParameterNote.Limit, ParameterNote.Cursor],
            Example = $$"""{"items":[{{Job}}],"nextCursor":null}""",
        },
        new("GetJob")
        {
            Description = "`document` holds every field of Workiz as it came; `sync` is what Batchline noted.",
            Example = Job,
            Problems = [new(404, ErrorCodes.NotFound, "There is no such job.")],
        },
        new("ExportJobs")
        {
            Description = "NDJSON: a job a line, as the list has it. CSV: known fields in a fixed order, then all others by name; lists and objects as "
                + "JSON, and an apostrophe before texts that a spreadsheet would take for a formula.",
            Query = [ParameterNote.OneOf<ExportFormat>("format", "`ndjson` when left out."), .. Filters],
            MediaType = "application/x-ndjson",
            Example = Job.ReplaceLineEndings("") + "\n",
        },
        new("ListChanges")
        {
            Description = "The same sequence for everybody, without gaps or repeats. Keep `nextCursor` and go on from it whenever you like.",
            Query =
            [
                ParameterNote.Text("since", "The `nextCursor` of the page before, or `latest` for the place behind everything; left out: from the oldest change kept."),
                ParameterNote.Account,
                ParameterNote.Text("uuid", "Only of this job; wants `accountId`."),
                ParameterNote.Limit,
            ],
            Example = """
                {"items":[{"accountId":"6925c0fff0e1d2c3b4a59601","uuid":"9A1B2C","kind":"changed","changedFields":["Status"],
                  "at":"2026-11-25T15:31:12.000Z"}],"nextCursor":"WyI0MiIsIjE3NjQwODQ2NzIwMDAiXQ"}
                """,
            Problems = [new(410, ErrorCodes.ChangesGone, "What followed the cursor is deleted (`Retention:Changes`), or the database is another one: read all jobs again.")],
        },
    ];
}
