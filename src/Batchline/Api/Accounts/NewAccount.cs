using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.Api.Accounts;

/// <summary>An account to make, read and checked.</summary>
internal sealed record NewAccount(string Name, WorkizToken Key, bool Enabled, AccountPace Pace)
{
    /// <summary>An account that has the key already is answered instead of refused.</summary>
    public bool Reuse { get; init; }

    public static async ValueTask<NewAccount?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var reuse = read.Flag("reuse") ?? false;
        var account = Of(await RequestBody.ReadAsync<AccountBody>(context.Request), read.Faults) with { Reuse = reuse };
        read.Finish();
        return account;
    }

    /// <summary>The same rules wherever an account comes from; only without faults may the account be made.</summary>
    public static NewAccount Of(AccountBody body, RequestFaults faults) => new(
        AccountRules.Name(body.Name, faults),
        AccountRules.Key(body.WorkizApiKey, faults),
        body.Enabled ?? true,
        AccountRules.Pace(body.Only(), faults));
}
