using Batchline.Api.Errors;

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
        ParameterNote.Text("q", "Text in UUID, serial number, names, company, phone, e-mail, address or job name."),
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
    ];
}
