using Batchline.Api.Requests;
using Batchline.Engine.Accounts;

namespace Batchline.Api.Webhooks;

/// <summary>A webhook, read and checked: only which job it is about counts, what is in it is asked for.</summary>
/// <param name="Uuid">Null: it is about a lead.</param>
internal sealed record WorkizHint(AccountId AccountId, string? Uuid)
{
    private const int MaxLength = 100;

    public static async ValueTask<WorkizHint?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var account = read.Route<AccountId>("accountId", AccountId.TryParse);
        var uuid = new HintSearch(read.Faults).Find(await WebhookBody.ReadAsync(context.Request));
        if (uuid?.Length > MaxLength || uuid?.Any(character => character is <= ' ' or > '~') == true)
            read.Faults.Add("uuid", $"must have 1 to {MaxLength} printable characters, no space among them");
        read.Finish();
        return new WorkizHint(account, uuid);
    }
}
