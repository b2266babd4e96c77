using Batchline.Engine.Drivers;
using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Doors;

/// <summary>
/// Begins to work on the accounts that the leader hands to this process, whoever that is. Only a lease lets a process work: an account
/// that was handed to two processes, or to one that was taken for dead, is at work in one of them.
/// </summary>
public sealed class Door(AccountSlices slices, FailurePolicy failures, LeaderTimes times) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();

    public int AtWork => slices.Count;

    /// <summary>How many accounts this process has left to others because the leader asked it to.</summary>
    public long Moved => slices.GivenAway;

    /// <summary>False: it is stopping, or its database does not answer.</summary>
    public bool IsOpen => !_closing.IsCancellationRequested && !failures.StoreIsAway;

    public DoorAnswer Open(Handover handover)
    {
        if (!IsOpen)
            return new DoorAnswer(0, AtWork, IsOpen: false);
        List<AccountId> taken = [.. handover.Accounts.Take(times.MostAtWork - AtWork)];
        foreach (var account in taken)
            slices.TryBegin(account, _closing.Token);

        // Whoever finds no place waits for the end of another's slice.
        slices.MakeRoom(Math.Max(handover.GiveAway, handover.Accounts.Count - taken.Count));
        return new DoorAnswer(taken.Count, AtWork, IsOpen: true);
    }

    /// <summary>Takes no more accounts. Returns when the requests in flight are recorded, and all accounts are given back.</summary>
    public Task CloseAsync()
    {
        _closing.Cancel();
        return slices.WhenAllEndedAsync();
    }

    public void Dispose() => _closing.Dispose();
}
