using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.SimulationTests.World;
using Batchline.Stores.Rules;

namespace Batchline.SimulationTests.Checks;

/// <summary>
/// S6: after the answer to a pause or a cancel each account starts at most one more request for the operation, and none
/// once it is paused or cancelled. A process stopped beyond its lease may let one more slip out.
/// </summary>
internal sealed class ControlWatch(SimWorld world)
{
    private readonly Dictionary<OperationId, Dictionary<AccountId, int>> _quiet = [];
    private readonly Dictionary<OperationId, int> _unsettled = [];

    /// <summary>Somebody requests a resume or a retry: from here on the operation may work again.</summary>
    public void BeforeRun(OperationId operation)
    {
        _unsettled[operation] = _unsettled.GetValueOrDefault(operation) + 1;
        _quiet.Remove(operation);
    }

    /// <summary>The request was answered. One whose answer was lost may still take effect.</summary>
    public void AfterRun(OperationId operation)
    {
        _unsettled[operation]--;
        _quiet.Remove(operation);
    }

    /// <summary>A pause or a cancel was answered.</summary>
    public void OnStopped(OperationId operation)
    {
        if (_unsettled.GetValueOrDefault(operation) == 0)
            _quiet[operation] = [];
    }

    /// <summary>A request leaves for Workiz.</summary>
    /// <param name="account">The account whose request it is.</param>
    /// <param name="uuid">The job asked for; null: a list page or a probe.</param>
    public void OnRequest(AccountId account, string? uuid)
    {
        if (world.State.Heads.GetValueOrDefault(account) is not { Body.Run: { } run } head || IsCommanded(head, run, uuid)
            || !_quiet.TryGetValue(run.OperationId, out var requests))
        {
            return;
        }
        var count = requests[account] = requests.GetValueOrDefault(account) + 1;
        var stopped = world.State.Operations.GetValueOrDefault(run.OperationId.Value)?.Status is OperationStatus.Paused or OperationStatus.Cancelled;
        if (count > world.LongStops + (stopped ? 0 : 1))
            world.Report(stopped ? "S6: a request for an operation that is paused or cancelled" : "S6: two requests after the answer to a pause or cancel");
    }

    /// <summary>
    /// A person asked for this very request: it is not the operation's. The command of a key test is taken back when nobody
    /// waits for its answer any more; an account that has ended asks for nothing else without naming a job.
    /// </summary>
    private bool IsCommanded(HeadRow head, Run run, string? uuid) =>
        uuid is null
            ? run.Phase == RunPhase.Ended || head.Commands.Any(command => command.Kind == HeadCommandKind.TestKey)
            : IsOver(head.AccountId, run) && head.Body.Refetches.Any(refetch => refetch.Uuid == uuid);

    /// <summary>The account has done its part: the head says so, or the row where that end was cut.</summary>
    private bool IsOver(AccountId account, Run run) =>
        run.Phase == RunPhase.Ended || world.State.State(run.OperationId, account) is { Status: AccountStateStatus.Completed };
}
