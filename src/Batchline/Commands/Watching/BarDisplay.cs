using Batchline.Api.BatchProgress;
using Spectre.Console;

namespace Batchline.Commands.Watching;

/// <summary>A bar for each of the first accounts and one for all of them.</summary>
internal sealed class BarDisplay(IAnsiConsole console) : IProgressDisplay
{
    private const int BarsShown = 20;

    public async Task<ProgressView> ShowAsync(string title, IAsyncEnumerable<ProgressView> moments)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        ProgressView? last = null;
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new JobCountColumn(), new NoteColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var total = context.AddTask("[bold]all accounts[/]");
                var bars = new Dictionary<string, ProgressTask>();
                await foreach (var moment in moments)
                {
                    foreach (var state in moment.AccountStates.Take(BarsShown))
                        Set(Bar(context, bars, state), NoteColumn.IsPlanned(moment, state), state.Jobs, NoteColumn.Of(moment, state));
                    Set(total, moment.Progress is not null, moment.Jobs, NoteColumn.Of(moment));
                    last = moment;
                }
            });
        return last ?? throw new InvalidOperationException("There was nothing to show.");
    }

    private static ProgressTask Bar(ProgressContext context, Dictionary<string, ProgressTask> bars, AccountStateView state)
    {
        if (!bars.TryGetValue(state.AccountId, out var bar))
            bars[state.AccountId] = bar = context.AddTask(Markup.Escape(Cell.Clean(state.Name ?? state.AccountId)));
        return bar;
    }

    private static void Set(ProgressTask bar, bool planned, JobCountsView jobs, string note)
    {
        var done = jobs.Completed + jobs.Missing + jobs.Failed;
        bar.IsIndeterminate = !planned;

        // An account without jobs is complete, and a bar of length zero would never be.
        bar.MaxValue = Math.Max(1, jobs.Total);
        bar.Value = planned && jobs.Total == 0 ? 1 : done;
        bar.State.Update<(long Done, long Total)>(JobCountColumn.Key, _ => (done, jobs.Total));
        bar.State.Update<(string Text, bool Set)>(NoteColumn.Key, _ => (note, true));
    }
}
