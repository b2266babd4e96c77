using System.Globalization;
using Batchline.Api.BatchProgress;

namespace Batchline.Commands.Watching;

/// <summary>One line at every change, at most one a second, and those about accounts that wait: for logs and pipes.</summary>
internal sealed class LineDisplay(TextWriter output, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<ProgressView> ShowAsync(string title, IAsyncEnumerable<ProgressView> moments)
    {
        await output.WriteLineAsync(title);
        ProgressView? last = null;
        string? written = null;
        long? writtenAt = null;
        var waits = new WaitLines();
        await foreach (var moment in moments)
        {
            last = moment;
            foreach (var wait in waits.Next(moment))
                await output.WriteLineAsync(wait);
            var line = Line(moment);
            var early = writtenAt is { } at && clock.GetElapsedTime(at) < Interval;
            if (line == written || (early && !OperationEnd.IsOver(moment)))
                continue;
            await output.WriteLineAsync(line);
            (written, writtenAt) = (line, clock.GetTimestamp());
        }

        return last ?? throw new InvalidOperationException("There was nothing to show.");
    }

    /// <summary>The whole operation in one line.</summary>
    public static string Line(ProgressView moment)
    {
        // Not 100 % before the end: jobs that failed may be retried still.
        var most = OperationEnd.IsOver(moment) ? 100 : 99;
        var percent = moment.Progress is { } fraction ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(most, Math.Floor(fraction * 100)):0} %") : "counting";
        var note = NoteColumn.Of(moment) is { Length: > 0 } eta ? $", {eta}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {moment.Status}, {percent}: {moment.Jobs.Completed} of {moment.Jobs.Total} jobs stored, {moment.Jobs.Missing} missing, {moment.Jobs.Failed} failed, {moment.Calls.Total} calls{note}");
    }
}
