using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;

namespace Batchline.Api.Operations;

/// <summary>The body of <c>init-batch-update</c>; every field may be left out.</summary>
internal sealed record InitBatchUpdateBody
{
    public const int MaxBatchSize = 1000;

    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The accounts to update; left out: every enabled one. Null is refused, lest an unset variable updates everything.</summary>
    public Optional<IReadOnlyList<string?>> AccountIds { get; init; }

    /// <summary>Jobs per batch, 1 to 1000.</summary>
    public int? BatchSize { get; init; }

    /// <summary><c>each</c> or <c>listFirst</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>A day or a time with its zone: list jobs scheduled from here on.</summary>
    public string? Since { get; init; }

    public bool? Full { get; init; }

    /// <summary><c>reject</c> or <c>skip</c>.</summary>
    public string? OnBusy { get; init; }

    /// <summary>0 to 100.</summary>
    public double? ToleratedFailurePercent { get; init; }

    /// <summary>What the body asks for; faults are added to <paramref name="faults"/>.</summary>
    public StartRequest Check(RequestFaults faults) => new()
    {
        AccountIds = Accounts(AccountIds, faults),
        BatchSize = Between(BatchSize, 1, MaxBatchSize, "batchSize", faults) ?? 0,
        Strategy = Name<Strategy>(Strategy, "strategy", faults),
        Since = Time(Since, faults),
        Full = Full ?? false,
        OnBusy = Name<OnBusy>(OnBusy, "onBusy", faults),
        ToleratedFailurePercent = Between(ToleratedFailurePercent, 0, 100, "toleratedFailurePercent", faults),
    };

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
            if (HexId.TryParse<AccountId>(texts[i], out var id))
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

    private static T Name<T>(string? text, string field, RequestFaults faults) where T : struct, Enum
    {
        if (text is null)
            return default;
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
}
