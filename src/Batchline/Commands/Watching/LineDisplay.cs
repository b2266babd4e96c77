using System.Globalization;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Report;

namespace Batchline.Commands.Watching;

/// <summary>One line at every change, at most one a second: for logs and pipes.</summary>
internal sealed class LineDisplay(TextWriter output, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<Progress> ShowAsync(string title, IAsyncEnumerable<Progress> moments)
    {
        await output.WriteLineAsync(title);
        Progress? last = null;
        string? written = null;
        long? writtenAt = null;
        await foreach (var moment in moments)
        {
            last = moment;
            var line = Line(moment);
            var early = writtenAt is { } at && clock.GetElapsedTime(at) < Interval;
            if (line == written || (early && !OperationTransitions.IsTerminal(moment.Operation.Status)))
                continue;
            await output.WriteLineAsync(line);
            (written, writtenAt) = (line, clock.GetTimestamp());
        }

        return last ?? throw new InvalidOperationException("There was nothing to show.");
    }

    private static string Eta(Progress moment) => NoteColumn.Of(moment) is { Length: > 0 } note ? $", {note}" : "";

    private static string Line(Progress moment)
    {
        var totals = moment.Totals;
        var percent = moment.Fraction is { } fraction ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(fraction * 100):0} %") : "counting";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {Names<OperationStatus>.Of(moment.Operation.Status)}, {percent}: {totals.Completed} of {totals.Total} jobs stored, {totals.Missing} missing, {totals.Failed} failed, {totals.Calls} calls{Eta(moment)}");
    }
}
