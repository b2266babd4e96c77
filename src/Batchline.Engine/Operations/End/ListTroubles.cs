using System.Globalization;

namespace Batchline.Engine.Operations.End;

/// <summary>Says that an operation ended with errors because of what Workiz listed, where no batch shows a failure.</summary>
internal static class ListTroubles
{
    /// <summary>Null: every list was read to its end, and every row taken.</summary>
    public static string? Of(Counters counters)
    {
        string?[] parts =
        [
            counters.OddRows switch
            {
                0 => null,
                1 => "1 row of Workiz's job lists could not be read.",
                var rows => string.Create(CultureInfo.InvariantCulture, $"{rows} rows of Workiz's job lists could not be read."),
            },
            counters.ListingsFailed switch
            {
                0 => null,
                1 => "The job list of 1 account could not be read to its end.",
                var lists => string.Create(CultureInfo.InvariantCulture, $"The job lists of {lists} accounts could not be read to their ends."),
            },
        ];
        var told = string.Join(' ', parts.OfType<string>());
        return told.Length == 0 ? null : $"{told} See each account for details.";
    }
}
