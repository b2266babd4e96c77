using System.Globalization;

namespace Batchline.Engine.Operations.End;

/// <summary>Says that an operation ended with errors because of the job list, where no batch shows a failure.</summary>
internal static class ListTroubles
{
    /// <summary>Null: every list was read to its end, and every row was taken.</summary>
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
        var sentences = string.Join(' ', parts.OfType<string>());
        return sentences.Length == 0 ? null : $"{sentences} See each account for details.";
    }
}
