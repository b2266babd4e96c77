using System.Globalization;
using Batchline.Api.BatchProgress;
using Batchline.Engine.Operations;
using Spectre.Console;

namespace Batchline.Commands.Watching;

/// <summary>What an operation came to, an account a row.</summary>
internal sealed class SummaryTable(IAnsiConsole console, AccountNames names)
{
    private const int RowsShown = 50;
    private static readonly string[] Numbers = ["jobs", "stored", "unchanged", "missing", "failed", "batches", "calls"];

    public async Task WriteAsync(string title, Engine.Report.Progress end, CancellationToken cancellationToken)
    {
        var table = new Table().RoundedBorder().Title(Markup.Escape(title)).AddColumn("account");
        foreach (var column in Numbers)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var state in end.States.Take(RowsShown))
            AddRow(table, await names.OfAsync(state.AccountId, cancellationToken) ?? state.AccountId.Value, state.TotalBatches, state.Counters);
        if (end.States.Count > RowsShown)
            table.AddRow("…");
        table.AddEmptyRow();
        AddRow(table, "all", end.TotalBatches, end.Totals);
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Ending(end)} after {end.Elapsed.TotalSeconds:0.0} s."));
    }

    private static void AddRow(Table table, string name, int batches, Counters counters) => table.AddRow(
        [Markup.Escape(Cell.Clean(name)), .. new long[]
        {
            counters.Total, counters.Completed, counters.Unchanged, counters.Missing, counters.Failed, batches, counters.Calls,
        }.Select(number => number.ToString(CultureInfo.InvariantCulture))]);

    private static string Ending(Engine.Report.Progress end) => end.Operation.Status switch
    {
        OperationStatus.Completed => "Completed",
        OperationStatus.CompletedWithErrors => "Completed, with errors",
        OperationStatus.Failed => "Failed",
        OperationStatus.Cancelled => "Cancelled",
        OperationStatus.Paused => "Paused",
        _ => "Blocked",
    };
}
