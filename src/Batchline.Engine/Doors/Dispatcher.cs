using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Doors;

/// <summary>
/// The leader's work in a cluster: divides the accounts that are due over the processes by their load, with one call to each of them. An
/// account that does not begin, for whatever reason, is still due, and comes with a later call.
/// </summary>
public sealed class Dispatcher(IHeadInbox inbox, IDoors doors, DueLooks looks, FailurePolicy failures, LeaderTimes times, TimeProvider clock)
    : ILeaderWork
{
    private const int PageSize = 1000;

    /// <summary>The least time between two looks, however many accounts become due.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when the term is over. What was handed over goes on.</summary>
    public Task RunAsync(LeaderTerm term)
    {
        var known = new DoorBook(clock);
        return looks.RunAsync(() => DispatchAsync(known, term.Over), ShortestWait, term.Over);
    }

    /// <returns>How long to wait before looking again.</returns>
    private async Task<TimeSpan> DispatchAsync(DoorBook known, CancellationToken over)
    {
        known.Forget();
        List<string> living = [.. doors.Living.Distinct()];
        var asked = known.ToAsk(living);
        var due = await inbox.DueBesidesAsync(known.WasHanded, PageSize, over);
        failures.StoreAnswered();
        var handovers = Spread.Over(due.Accounts, known.LoadOf(living)).Concat(asked.Select(door => KeyValuePair.Create(door, Handover.Nothing)));
        var taken = await Task.WhenAll(handovers.Select(pair => HandAsync(known, pair.Key, pair.Value, over)));
        var isMoreToDo = (due.Accounts.Count >= PageSize && taken.Sum() > 0) || known.LoadOf(asked).Count > 0;
        return isMoreToDo ? TimeSpan.Zero : due.Next is { } next && next < times.HandEvery ? next : times.HandEvery;
    }

    /// <returns>How many accounts the door took.</returns>
    private async Task<int> HandAsync(DoorBook known, string door, Handover handover, CancellationToken over)
    {
        try
        {
            var answer = await doors.HandAsync(door, handover, over).WaitAsync(times.DoorAnswers, clock, over);
            known.Answered(door, handover, answer);
            return answer.Taken;
        }
        catch (Exception) when (!over.IsCancellationRequested)
        {
            // What was handed over may have begun all the same; its lease tells. Whatever is wrong there, others are asked meanwhile.
            known.DidNotAnswer(door);
            return 0;
        }
    }
}
