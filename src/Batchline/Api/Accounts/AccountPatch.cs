using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Workiz;

namespace Batchline.Api.Accounts;

/// <summary>A change of an account, read and checked. Null: the field stays.</summary>
internal sealed record AccountPatch(AccountId Id, string? Name, WorkizToken? Key, bool? Enabled, PacePatch Pace)
{
    public static async ValueTask<AccountPatch?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var id = read.Route<AccountId>();
        var body = await RequestBody.ReadAsync<AccountPatchBody>(context.Request);
        var patch = new AccountPatch(
            id,
            body.Name.IsSet ? AccountRules.Name(body.Name.Value, read.Faults) : null,
            body.WorkizApiKey.IsSet ? AccountRules.Key(body.WorkizApiKey.Value, read.Faults) : null,
            body.Enabled.Value,
            body);
        if (body.Enabled is { IsSet: true, Value: null })
            read.Faults.Add("enabled", "must be true or false");
        AccountRules.Pace(body.ApplyTo(new AccountPace()), read.Faults);
        read.Finish();
        return patch;
    }
}
