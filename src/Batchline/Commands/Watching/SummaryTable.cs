using System.Globalization;
using Batchline.Api.BatchProgress;
using Batchline.Commands.Shell;
using Spectre.Console;

namespace Batchline.Commands.Watching;

/// <summary>How far an operation came, an account a row.</summary>
internal sealed class SummaryTable(IAnsiConsole console)
{
    private const int RowsShown = 50;
    private static readonly string[] Numbers = ["jobs", "stored", "unchanged", "missing", "failed", "batches"];

    public void Write(string title, ProgressView progress)
    {
        var table = new Table().RoundedBorder().Title(Markup.Escape(title)).AddColumn("account");
        foreach (var column in Numbers)
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("");
        foreach (var state in progress.AccountStates.Take(RowsShown))
            AddRow(table, state.Name ?? state.AccountId, state.TotalBatches, state.Jobs, NoteColumn.Of(progress, state));
        if (progress.Accounts.Total > RowsShown)
            table.AddRow("…");
        table.AddEmptyRow();
        AddRow(table, "all", progress.Batches.Total, progress.Jobs, NoteColumn.Of(progress));
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{OperationEnd.Sentence(progress)} after {progress.ElapsedSeconds:0.0} s and {progress.Calls.Total} calls."));
    }

    private static void AddRow(Table table, string name, int batches, JobCountsView jobs, string note) => table.AddRow(
        [Cell.Of(name), .. new[] { jobs.Total, jobs.Completed, jobs.Unchanged, jobs.Missing, jobs.Failed, batches }
            .Select(number => Cell.Of(number.ToString(CultureInfo.InvariantCulture))), Cell.Of(note)]);
}
