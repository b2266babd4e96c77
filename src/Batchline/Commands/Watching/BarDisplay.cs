using Batchline.Api.BatchProgress;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations;
using Spectre.Console;

namespace Batchline.Commands.Watching;

/// <summary>A bar for each of the first accounts and one for all of them.</summary>
internal sealed class BarDisplay(IAnsiConsole console, AccountNames names) : IProgressDisplay
{
    private const int BarsShown = 20;

    public async Task<Engine.Report.Progress> ShowAsync(string title, IAsyncEnumerable<Engine.Report.Progress> moments)
    {
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        Engine.Report.Progress? last = null;
        await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new JobCountColumn(), new NoteColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var total = context.AddTask("[bold]all accounts[/]");
                var bars = new Dictionary<AccountId, ProgressTask>();
                await foreach (var moment in moments)
                {
                    foreach (var state in moment.States.Take(BarsShown))
                        Set(await BarAsync(context, bars, state), state.Planned, state.Counters, NoteColumn.Of(state, moment.Operation.StartTime + moment.Elapsed));
                    Set(total, moment.Planned, moment.Totals, NoteColumn.Of(moment));
                    last = moment;
                }
            });
        return last ?? throw new InvalidOperationException("There was nothing to show.");
    }

    private async Task<ProgressTask> BarAsync(ProgressContext context, Dictionary<AccountId, ProgressTask> bars, AccountState state)
    {
        if (!bars.TryGetValue(state.AccountId, out var bar))
        {
            var name = await names.OfAsync(state.AccountId, CancellationToken.None) ?? state.AccountId.Value;
            bars[state.AccountId] = bar = context.AddTask(Markup.Escape(Cell.Clean(name)));
        }

        return bar;
    }

    private static void Set(ProgressTask bar, bool planned, Counters counters, string note)
    {
        var done = counters.Completed + counters.Missing + counters.Failed;
        bar.IsIndeterminate = !planned;

        // An account without jobs is complete, and a bar of length zero would never be.
        bar.MaxValue = Math.Max(1, counters.Total);
        bar.Value = planned && counters.Total == 0 ? 1 : done;
        bar.State.Update<(long Done, long Total)>(JobCountColumn.Key, _ => (done, counters.Total));
        bar.State.Update<(string Text, bool Set)>(NoteColumn.Key, _ => (note, true));
    }
}
