using System.Globalization;
using Batchline.Commands.Shell;
using Batchline.Simulator.Faults;

namespace Batchline.Commands.Simulate;

/// <summary>What a rule on the command line may say after its slash.</summary>
internal static class FaultSelectors
{
    public const string Examples = "account=1, job=ABC123, page=0, from=10s, until=1m, for=30s, first=3, share=0.5, rows=30, bytes=5000000";

    /// <summary>The rule with one more condition; null where the name or the value cannot be read.</summary>
    public static FaultRule? With(FaultRule rule, string name, string value) => name switch
    {
        "account" => Number(value) is { } account ? rule with { Account = account } : null,
        "job" => value.Length > 0 ? rule with { Job = value } : null,
        "page" => Number(value) is { } page ? rule with { Page = page } : null,
        "from" => Duration(value) is { } from ? rule with { From = from } : null,
        "until" => Duration(value) is { } until ? rule with { Until = until } : null,
        "for" => Duration(value) is { } length ? rule with { For = length } : null,
        "first" => Number(value) is { } first ? rule with { First = first } : null,
        "share" => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            ? rule with { Share = share }
            : null,
        "rows" => Number(value) is { } rows ? rule with { Rows = rows } : null,
        "bytes" => Number(value) is { } bytes ? rule with { Bytes = bytes } : null,
        _ => null,
    };

    private static int? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Duration(string value) => Durations.TryParse(value, out var duration) ? duration : null;
}
