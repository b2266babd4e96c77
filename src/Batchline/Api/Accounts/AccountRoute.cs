using Batchline.Api.Requests;
using Batchline.Engine.Ids;

namespace Batchline.Api.Accounts;

/// <summary>An account named in the path.</summary>
internal sealed record AccountRoute(AccountId Id)
{
    public static ValueTask<AccountRoute?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var route = new AccountRoute(read.Route<AccountId>("accountId", AccountId.TryParse));
        read.Finish();
        return ValueTask.FromResult<AccountRoute?>(route);
    }
}
