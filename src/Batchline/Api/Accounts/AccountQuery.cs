using Batchline.Api.Accounts.Directory;
using Batchline.Api.Requests;

namespace Batchline.Api.Accounts;

/// <summary>A request for a page of accounts.</summary>
/// <param name="After">The last id of the page before.</param>
/// <param name="Text">A part of the name.</param>
internal sealed record AccountQuery(AccountId? After, int Limit, string? Text, bool? Enabled, bool? Blocked)
{
    private const int MaxText = 200;

    public bool IsFiltered => (Text, Enabled, Blocked) is not (null, null, null);

    public bool Matches(AccountFacts account) =>
        (Text is null || account.Name.Contains(Text, StringComparison.OrdinalIgnoreCase))
        && (Enabled is null || account.Enabled == Enabled)
        && (Blocked is null || account.Blocked == Blocked);

    public static ValueTask<AccountQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new AccountQuery(read.After<AccountId>(), read.Limit(), read.Text("q", MaxText), read.Flag("enabled"), read.Flag("blocked"));
        read.Finish();
        return ValueTask.FromResult<AccountQuery?>(query);
    }
}
