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

    public DoorAnswer Open(Handover handover)
    {
        if (_closing.IsCancellationRequested || failures.StoreIsAway)
            return new DoorAnswer(0, slices.Count, IsOpen: false);
        List<AccountId> taken = [.. handover.Accounts.Take(times.MostAtWork - slices.Count)];
        foreach (var account in taken)
            slices.TryBegin(account, _closing.Token);
        slices.MakeRoom(handover.GiveAway);
        return new DoorAnswer(taken.Count, slices.Count, IsOpen: true);
    }

    /// <summary>Takes no more accounts. Returns when the requests in flight are recorded, and all accounts are given back.</summary>
    public Task CloseAsync()
    {
        _closing.Cancel();
        return slices.WhenAllEndedAsync();
    }

    public void Dispose() => _closing.Dispose();
}
