using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Ids;

namespace Batchline.Api.Accounts;

internal sealed record AccountListQuery(AccountId? After, int Limit)
{
    public static ValueTask<AccountListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new AccountListQuery(ReadAfter(read), read.Limit());
        read.Finish();
        return ValueTask.FromResult<AccountListQuery?>(query);
    }

    public static string CursorOf(Account account) => Cursor.Encode(account.Id.Value);

    private static AccountId? ReadAfter(ParameterReader read)
    {
        if (read.CursorParts(1) is not [var text])
            return null;
        if (AccountId.TryParse(text, out var id))
            return id;
        read.BadCursor();
        return null;
    }
}
