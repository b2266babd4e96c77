using Batchline.Engine.Batches;
using Batchline.Engine.Faults;

namespace Batchline.Engine.Heads;

/// <summary>Counts what happened. Pure: counters move by exactly what moves in the open batch.</summary>
internal static class Outcomes
{
    /// <summary>A request was sent, so the account is no longer waiting.</summary>
    public static Run Called(Run run) => run with
    {
        Counters = run.Counters with { Calls = run.Counters.Calls + 1 },
        WaitingReason = null,
        WaitingSince = null,
        DueAt = null,
    };

    /// <summary>The run with the open batch after a step, and with the counters moved to match.</summary>
    public static Run Apply(Run run, OpenBatch before, OpenBatch after, bool unchanged = false) => run with
    {
        Open = after,
        Counters = run.Counters with
        {
            Completed = run.Counters.Completed + after.Completed.Count - before.Completed.Count,
            Unchanged = run.Counters.Unchanged + (unchanged ? 1 : 0),
            Missing = run.Counters.Missing + after.Missing.Count - before.Missing.Count,
            Failed = run.Counters.Failed + after.Failed.Count - before.Failed.Count,
        },
    };

    /// <summary>Each suspect that is still to be requested pays an attempt.</summary>
    public static Run Charge(Run run, IReadOnlyList<Suspect> charged)
    {
        if (run.Open is not { } open)
            return run;
        var after = charged.Aggregate(open, (batch, suspect) => BatchWork.Charge(batch, suspect));
        return Apply(run, open, after);
    }
}
