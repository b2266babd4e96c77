using Batchline.Api.Requests;
using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>An account to make, read and checked.</summary>
internal sealed record NewAccount(string Name, WorkizToken Key, bool Enabled, AccountPace Pace)
{
    public static async ValueTask<NewAccount?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var body = await RequestBody.ReadAsync<AccountBody>(context.Request);
        var account = new NewAccount(
            AccountRules.Name(body.Name, read.Faults),
            AccountRules.Key(body.WorkizApiKey, read.Faults),
            body.Enabled ?? true,
            AccountRules.Pace(
                new AccountPace
                {
                    MinInterval = body.MinInterval,
                    QuotaCalls = body.QuotaCalls,
                    QuotaWindow = body.QuotaWindow,
                    QuotaShare = body.QuotaShare,
                },
                read.Faults));
        read.Finish();
        return account;
    }
}
