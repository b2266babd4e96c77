using System.Globalization;
using System.Text;
using Batchline.Engine.Records;
using CsvHelper;
using CsvHelper.Configuration;

namespace Batchline.Api.Export;

/// <summary>Writes jobs as CSV. They are read twice: first for the columns, then for the rows, so that nothing is kept in memory.</summary>
internal static class CsvExport
{
    private static readonly CsvConfiguration Form = new(CultureInfo.InvariantCulture) { ShouldQuote = cell => CsvText.NeedsQuotes(cell.Field ?? "") };

    /// <param name="jobs">Begins to read them anew each time. A field that first comes up at the second reading is left to the next export.</param>
    public static async Task WriteAsync(Func<IAsyncEnumerable<StoredJob>> jobs, Stream body, CancellationToken cancellationToken)
    {
        var columns = await CsvColumns.OfAsync(jobs(), cancellationToken);
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using var csv = new CsvWriter(writer, Form, leaveOpen: true);
        await RowAsync(csv, columns.Titles.Select(CsvText.Guarded));
        await foreach (var job in jobs().WithCancellation(cancellationToken))
            await RowAsync(csv, columns.CellsOf(job));
    }

    private static Task RowAsync(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        return csv.NextRecordAsync();
    }
}
