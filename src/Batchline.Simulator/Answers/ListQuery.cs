using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Batchline.Simulator.Answers;

/// <summary>The query of job/all, read as leniently as Workiz reads it.</summary>
internal sealed record ListQuery
{
    public const int MostRecords = 100;

    /// <summary>Null: the last 14 days.</summary>
    public DateOnly? From { get; init; }

    public int Offset { get; init; }

    public int Records { get; init; } = MostRecords;

    /// <summary>Null when not sent, which means true.</summary>
    public bool? OnlyOpen { get; init; }

    /// <summary>The parameter that could not be read.</summary>
    public string? Malformed { get; init; }

    public static ListQuery Parse(string query)
    {
        var result = new ListQuery();
        foreach (var pair in new QueryStringEnumerable(query))
            result = result.With(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        return result;
    }

    public int PageOf(bool recordOffset) => recordOffset ? Offset / Math.Min(Records, MostRecords) : Offset;

    private ListQuery With(string name, string value) => name switch
    {
        "start_date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? this with { From = date }
            : this with { Malformed = name },
        "offset" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? this with { Offset = offset }
            : this with { Malformed = name },
        "records" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var records) && records > 0
            ? this with { Records = records }
            : this with { Malformed = name },
        "only_open" => value.ToLowerInvariant() switch
        {
            "true" or "1" => this with { OnlyOpen = true },
            "false" or "0" => this with { OnlyOpen = false },
            _ => this with { Malformed = name },
        },
        _ => this,
    };
}
