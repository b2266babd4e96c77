using Batchline.Api.Requests;
using Batchline.Engine.Accounts;

namespace Batchline.Api.Webhooks;

/// <summary>A webhook of Workiz, read and checked: only which job it is about counts, what is in it is asked for.</summary>
internal sealed record WorkizHint(AccountId AccountId, string Uuid)
{
    private const int MaxLength = 100;

    public static async ValueTask<WorkizHint?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var account = read.Route<AccountId>("accountId", AccountId.TryParse);
        var body = await RequestBody.ReadAsync<WorkizWebhookBody>(context.Request);
        var uuid = body.Data?.Uuid;
        if (uuid is not { Length: >= 1 and <= MaxLength } || uuid.Any(character => character is <= ' ' or > '~'))
            read.Faults.Add("data.uuid", "must have 1 to 100 printable characters, no space among them");
        read.Finish();
        return new WorkizHint(account, uuid ?? "");
    }
}
