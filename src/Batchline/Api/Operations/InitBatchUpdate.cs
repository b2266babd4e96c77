using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>A request to start an operation, read and checked.</summary>
/// <param name="Preview">Only tell what it would come to.</param>
internal sealed record InitBatchUpdate(StartRequest Start, bool Preview)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    public static async ValueTask<InitBatchUpdate?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var body = await RequestBody.ReadOptionalAsync<InitBatchUpdateBody>(context.Request) ?? new InitBatchUpdateBody();
        var start = body.Check(read.Faults) with { IdempotencyKey = Key(context.Request, read.Faults) };
        var preview = read.Flag("preview") ?? false;
        read.Finish();
        return new InitBatchUpdate(start.IdempotencyKey is null ? start : start with { RequestHash = StartRequestHash.Of(start) }, preview);
    }

    private static string? Key(HttpRequest request, RequestFaults faults)
    {
        var values = request.Headers[KeyHeader];
        if (values.Count == 0)
            return null;
        var key = values.Count == 1 ? values[0] ?? "" : "";
        if (key.Length is 0 or > MaxKeyLength || key.Any(character => character is < ' ' or > '~'))
            faults.Add(KeyHeader, string.Create(CultureInfo.InvariantCulture, $"must be 1 to {MaxKeyLength} printable characters, once"));
        return key;
    }
}
