using Batchline.Simulator.Chance;

namespace Batchline.Simulator.Jobs;

/// <summary>Changes one account's jobs, the n-th time always in the same way. Callers hold the account's lock.</summary>
internal sealed class JobMutator(MutationPlan plan, JobSource source, JobBook book, int account)
{
    // Between two requests an hour may pass; nobody needs more changes than this at once.
    private const int MostAtOnce = 10_000;
    private long due;
    private long steps;

    /// <summary>Makes the mutations that the account's requests and the time have earned.</summary>
    public void CatchUp(long requests, TimeSpan elapsed)
    {
        var earned = (plan.EveryRequests is { } every ? requests / every : 0)
            + (plan.Every is { } interval ? elapsed.Ticks / interval.Ticks : 0);
        Mutate((int)Math.Min(earned - due, MostAtOnce));
        due = earned;
    }

    public void Mutate(int count)
    {
        for (; count > 0; count--)
            MutateOnce(Dice.Of(source.Seed, account, ++steps, 12));
    }

    private void MutateOnce(Dice dice)
    {
        var roll = dice.Below(plan.Edits + plan.Moves + plan.Appearances + plan.Disappearances);
        if ((roll -= plan.Appearances) < 0)
        {
            book.Add();
            return;
        }
        if (book.Count == 0)
            return;
        var index = dice.Below(book.Count);
        var state = book.StateOf(index);
        if ((roll -= plan.Disappearances) < 0)
            book.Set(index, state with { Vanished = true });
        else if (roll < plan.Moves)
            book.Set(index, state with { MovedTo = NewDate(dice) });
        else
            book.Set(index, state with { Revision = state.Revision + 1 });
    }

    private DateTime NewDate(Dice dice) =>
        source.Calendar.Today.ToDateTime(new TimeOnly(8, 0)).AddDays(dice.Below(90) - 45).AddMinutes(15 * dice.Below(36));
}
