using Batchline.Api.Requests;
using Batchline.Engine.Accounts;

namespace Batchline.Api.Accounts;

/// <summary>A change of an account, read and checked. Null: the field stays.</summary>
internal sealed record AccountPatch(AccountId Id, string? Name, WorkizToken? Key, bool? Enabled, AccountPatchBody Body)
{
    public static async ValueTask<AccountPatch?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var id = read.Route<AccountId>("accountId", AccountId.TryParse);
        var body = await RequestBody.ReadAsync<AccountPatchBody>(context.Request);
        var patch = new AccountPatch(
            id,
            body.Name.IsSet ? AccountRules.Name(body.Name.Value, read.Faults) : null,
            body.WorkizApiKey.IsSet ? AccountRules.Key(body.WorkizApiKey.Value, read.Faults) : null,
            body.Enabled.Value,
            body);
        if (body.Enabled is { IsSet: true, Value: null })
            read.Faults.Add("enabled", "must be true or false");
        AccountRules.Pace(patch.PaceOver(new AccountPace()), read.Faults);
        read.Finish();
        return patch;
    }

    /// <summary>The pace after the change.</summary>
    public AccountPace PaceOver(AccountPace before) => new()
    {
        MinInterval = Body.MinInterval.Or(before.MinInterval),
        QuotaCalls = Body.QuotaCalls.Or(before.QuotaCalls),
        QuotaWindow = Body.QuotaWindow.Or(before.QuotaWindow),
        QuotaShare = Body.QuotaShare.Or(before.QuotaShare),
    };
}
