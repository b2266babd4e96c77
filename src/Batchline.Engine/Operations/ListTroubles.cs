using System.Globalization;

namespace Batchline.Engine.Operations;

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
                1 => "1 row of the lists of Workiz could not be taken.",
                var rows => string.Create(CultureInfo.InvariantCulture, $"{rows} rows of the lists of Workiz could not be taken."),
            },
            counters.ListingsFailed switch
            {
                0 => null,
                1 => "The list of 1 account could not be read to its end.",
                var lists => string.Create(CultureInfo.InvariantCulture, $"The lists of {lists} accounts could not be read to their end."),
            },
        ];
        var told = string.Join(' ', parts.OfType<string>());
        return told.Length == 0 ? null : $"{told} Each account's state says more.";
    }
}
