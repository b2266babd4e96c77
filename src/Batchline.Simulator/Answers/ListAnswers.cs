using System.Text.Json;
using Batchline.Simulator.Chance;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Jobs;
using Batchline.Simulator.Shapes;
using Batchline.Simulator.Worlds;

namespace Batchline.Simulator.Answers;

/// <summary>The pages of job/all, right and wrong ones. Callers hold the lock of the account whose jobs are answered.</summary>
internal sealed class ListAnswers(SimulatorOptions options, JobSource source)
{
    private readonly JobWriter writer = new(source);

    /// <param name="dice">Chooses among shapes where they are mixed.</param>
    public Reply JobAll(Account account, ListQuery query, ListFault fault, Dice dice)
    {
        if (query.Malformed is { } parameter)
            return Refusals.Malformed(parameter);
        var (from, onlyOpen) = (query.From ?? source.Calendar.Today.AddDays(-14), query.OnlyOpen ?? true);
        var window = ListWindow.Of(query, options.RecordOffset, fault, () => account.Jobs.Listed(from, onlyOpen).Count());
        var jobs = new List<(int Index, JobState State)>(window.Take);
        var more = account.Jobs.Page(from, onlyOpen, window.Skip, window.Take, jobs) || fault.NeverEnds;
        List<Action<Utf8JsonWriter>> rows = [.. jobs.Select(job => Row(account, job.Index, job.State))];
        if (fault.Kind is FaultKind.Windows1252 or FaultKind.HugePage)
            rows = [.. rows.Select((row, place) => RowBytes.Of(row, place, fault))];
        // Past the end there is no row to stand among.
        if (FaultKinds.AddsRow(fault.Kind) && (rows.Count > 0 || query.Offset == 0))
            rows.Insert((rows.Count + 1) / 2, new OddRow(fault, source.Calendar.Today, rows.ElementAtOrDefault((rows.Count - 1) / 2)).Write);
        return Reply.Of(json => Envelopes.Write(json, fault.Shape ?? Shape(dice), rows.Count, more, (row, place) => rows[place](row)));
    }

    private Action<Utf8JsonWriter> Row(Account account, int index, JobState state) =>
        json => writer.Write(json, account.Number, index, state);

    private ListShape Shape(Dice dice) =>
        options.ListShape == ListShape.Mixed ? (ListShape)dice.Below((int)ListShape.Mixed) : options.ListShape;
}
