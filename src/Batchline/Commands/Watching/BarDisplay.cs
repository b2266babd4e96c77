using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;
using Spectre.Console;

namespace Batchline.Commands.Watching;

/// <summary>A bar for each of the first accounts and one for all of them.</summary>
internal sealed class BarDisplay(IAnsiConsole console) : IProgressDisplay
{
    private const int BarsShown = 20;
    private static readonly string Processing = Names<AccountStateStatus>.Of(AccountStateStatus.Processing);

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
                var waits = new WaitLines();
                await foreach (var moment in moments)
                {
                    foreach (var wait in waits.Next(moment))
                        console.WriteLine(wait);
                    foreach (var state in moment.AccountStates.Take(BarsShown))
                        Set(Bar(context, bars, state), NoteColumn.IsPlanned(moment, state), state.Status != Processing, state.Jobs, NoteColumn.Of(moment, state));
                    Set(total, moment.Progress is not null, OperationEnd.IsOver(moment), moment.Jobs, NoteColumn.Of(moment));
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

    private static void Set(ProgressTask bar, bool planned, bool over, JobCountsView jobs, string note)
    {
        var done = jobs.Completed + jobs.Missing + jobs.Failed;
        bar.IsIndeterminate = !planned;

        // An account without jobs is complete, and a bar of length zero would never be. None is full before the end: jobs
        // that failed may be retried still.
        bar.MaxValue = Math.Max(1, jobs.Total);
        bar.Value = planned && jobs.Total == 0 ? 1 : over ? done : Math.Min(done, bar.MaxValue * 0.99);
        bar.State.Update<(long Done, long Total)>(JobCountColumn.Key, _ => (done, jobs.Total));
        bar.State.Update<(string Text, bool Set)>(NoteColumn.Key, _ => (note, true));
    }
}
