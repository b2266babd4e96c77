using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Batches;

namespace Batchline.Api.Operations;

/// <summary>Which batches of an operation to list.</summary>
internal sealed record BatchListQuery(BatchQuery Query)
{
    public static ValueTask<BatchListQuery?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var query = new BatchQuery
        {
            OperationId = read.Route<OperationId>(),
            AccountId = read.Id<AccountId>(),
            Statuses = read.NameList<BatchStatus>("status"),
            After = After(read),
            Limit = read.Limit(),
        };
        query = From(read, query);
        read.Finish();
        return ValueTask.FromResult<BatchListQuery?>(new BatchListQuery(query));
    }

    /// <summary>The batches of one account from a number on, for whoever knows the number and not the id.</summary>
    private static BatchQuery From(ParameterReader read, BatchQuery query)
    {
        if (read.Value<int>("fromNumber", TryParseNumber, "a whole number from 1") is not { } number)
            return query;
        if (query.AccountId is not { } account)
        {
            read.Faults.Add("fromNumber", "wants an accountId");
            return query;
        }

        return query.After is null ? query with { After = (account, number - 1) } : query;
    }

    private static bool TryParseNumber(string? text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;

    public static string CursorOf(Batch batch) =>
        Cursor.Encode(batch.AccountId.Value, batch.Number.ToString(CultureInfo.InvariantCulture));

    private static (AccountId Account, int Number)? After(ParameterReader read)
    {
        if (read.CursorParts(2) is not [var account, var number])
            return null;
        if (HexId.TryParse<AccountId>(account, out var id)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return (id, value);
        read.BadCursor();
        return null;
    }
}
