using Batchline.Api.Accounts;
using Batchline.Api.Errors;

namespace Batchline.Api.Reference.Notes;

internal static class AccountNotes
{
    private const string Account = """
        {"id":"6925c0fff0e1d2c3b4a59601","name":"My company","enabled":true,"keyHint":"…x4f2","status":"ok","blockedReason":null,"jobs":1204,
         "lastSyncedAt":"2026-11-25T15:41:00.000Z","oldestUpdated":"2026-11-01T03:10:00.000Z","medianUpdated":"2026-11-25T15:35:00.000Z","minInterval":null,"quotaCalls":null,"quotaWindow":null,"quotaShare":null,"learnedQuota":{"calls":30,"windowSeconds":60},"callsPerMinute":28.5,
         "createdAt":"2026-11-20T09:00:00.000Z","updatedAt":"2026-11-20T09:00:00.000Z"}
        """;

    private static readonly ProblemNote Unknown = new(404, ErrorCodes.NotFound, "There is no such account.");
    private static readonly ProblemNote Duplicate = new(409, ErrorCodes.DuplicateKey, "Another account has this key.");

    public static readonly IReadOnlyList<EndpointNote> All =
    [
        new("CreateAccount")
        {
            Description = "The key is stored encrypted and never shown again. `quotaShare` is the part of the quota that Batchline may use.",
            Query = [ParameterNote.Flag("reuse", "Answer 200 with the account that has the key already, instead of refusing.")],
            Body = typeof(AccountBody),
            BodyExample = """{"name":"My company","workizApiKey":"api_…","quotaCalls":30,"quotaWindow":"00:01:00","quotaShare":0.5}""",
            Example = Account,
            Problems = [Duplicate],
        },
        new("ListAccounts")
        {
            Description = "Pages of accounts. With `q`, `enabled`, or `blocked`, which accounts these are was read some seconds ago; what is shown of them is read now. Who sends the `ETag` of an answer as `If-None-Match` gets 304 if nothing has changed.",
            Query =
            [
                ParameterNote.Text("q", "A part of the name, in any case."),
                ParameterNote.Flag("enabled", "Only those that take part in syncs, or only the others."),
                ParameterNote.Flag("blocked", "Only those that are blocked, or only the others."),
                ParameterNote.Limit,
                ParameterNote.Cursor,
            ],
            Example = $$"""{"items":[{{Account}}],"nextCursor":null}""",
        },
        new("GetAccountsOverview")
        {
            Description = "Counts all accounts and shows those that need somebody: at most 20 that are enabled and blocked, and the 8 enabled ones that were synced longest ago. Which accounts these are was read some seconds ago, or longer ago with very many accounts.",
            Example = $$"""{"total":2500,"enabled":2490,"disabled":10,"blocked":1,"needYou":1,"blockedAccounts":[],"stalestAccounts":[{{Account}}]}""",
        },
        new("ListAccountNames")
        {
            Description = "All accounts, not in pages, with no more than what they are called. As they were some seconds ago.",
            Example = """{"items":[{"id":"6925c0fff0e1d2c3b4a59601","name":"My company","enabled":true}]}""",
        },
        new("GetAccount") { Description = "The key itself is never shown.", Example = Account, Problems = [Unknown] },
        new("ChangeAccount")
        {
            Description = "Only the fields of the body change; null takes a pace field back to the default. A new key unblocks the account.",
            Body = typeof(AccountPatchBody),
            BodyExample = """{"name":"My company","enabled":false}""",
            Example = Account,
            Problems = [Unknown, Duplicate],
        },
        new("RemoveAccount")
        {
            Description = "The account's jobs stay unless `deleteJobs` says otherwise.",
            Query = [ParameterNote.Flag("deleteJobs", "Delete the stored jobs too.")],
            Problems = [Unknown, new(409, ErrorCodes.AccountBusy, "An operation runs on the account.")],
        },
        new("TestAccount")
        {
            Description = "Sends one cheap request within the account's pace.",
            Example = """{"ok":true,"refused":false,"message":"Workiz accepted the key."}""",
            Problems = [Unknown, new(409, ErrorCodes.AccountLeased, "The account is being worked on and did not come to the test within 5 seconds.")],
        },
    ];
}
