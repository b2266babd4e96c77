using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>A request to start an operation, read and checked.</summary>
/// <param name="Preview">Only tell what it would come to.</param>
internal sealed record InitBatchUpdate(StartRequest Start, bool Preview)
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 200;

    public const int MaxBatchSize = 1000;

    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async ValueTask<InitBatchUpdate?> BindAsync(HttpContext context)
    {
        var read = new ParameterReader(context.Request);
        var body = await RequestBody.ReadOptionalAsync<InitBatchUpdateBody>(context.Request) ?? new InitBatchUpdateBody();
        var start = new StartRequest
        {
            AccountIds = Accounts(body.AccountIds, read.Faults),
            BatchSize = Between(body.BatchSize, 1, MaxBatchSize, "batchSize", read.Faults),
            Strategy = Name(body.Strategy, Strategy.Each, "strategy", read.Faults),
            Since = Time(body.Since, read.Faults),
            Full = body.Full ?? false,
            OnBusy = Name(body.OnBusy, OnBusy.Reject, "onBusy", read.Faults),
            ToleratedFailurePercent = Between(body.ToleratedFailurePercent, 0, 100, "toleratedFailurePercent", read.Faults),
            IdempotencyKey = Key(context.Request, read.Faults),
        };
        var preview = read.Flag("preview") ?? false;
        read.Finish();
        return new InitBatchUpdate(start.IdempotencyKey is null ? start : start with { RequestHash = StartRequestHash.Of(start) }, preview);
    }

    public static bool TryParseSince(string? text, out DateTimeOffset since) =>
        IsoTime.TryParse(text, out since) && since >= Earliest && since < Latest;

    private static List<AccountId>? Accounts(Optional<IReadOnlyList<string?>> given, RequestFaults faults)
    {
        if (!given.IsSet)
            return null;
        if (given.Value is not { Count: > 0 } texts)
        {
            faults.Add("accountIds", "must name at least one account; leave it out for all of them");
            return null;
        }

        var ids = new List<AccountId>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (AccountId.TryParse(texts[i], out var id))
                ids.Add(id);
            else
                faults.Add($"accountIds[{i}]", "must be 24 hex characters");
        }

        return [.. ids.Distinct()];
    }

    private static T? Between<T>(T? value, T from, T to, string field, RequestFaults faults) where T : struct, IComparable<T>
    {
        if (value is { } given && (given.CompareTo(from) < 0 || given.CompareTo(to) > 0))
            faults.Add(field, $"must be from {from} to {to}");
        return value;
    }

    private static T Name<T>(string? text, T fallback, string field, RequestFaults faults) where T : struct, Enum
    {
        if (text is null)
            return fallback;
        if (!Names<T>.TryParse(text, out var value))
            faults.Add(field, $"must be one of {Names<T>.All}");
        return value;
    }

    private static DateTimeOffset? Time(string? text, RequestFaults faults)
    {
        if (text is null)
            return null;
        if (TryParseSince(text, out var time))
            return time;
        faults.Add("since", "must be a day (2026-01-31) or a time with its zone (2026-01-31T08:00:00Z)");
        return null;
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
