using Batchline.Engine.Chores;
using Batchline.Engine.Heads;
using Batchline.Engine.Telemetry;

namespace Batchline.Telemetry;

/// <summary>Measures how many accounts are due and not held.</summary>
internal sealed class DueGauge(IHeadInbox inbox, Instruments instruments, TimeProvider clock) : IChore
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly OwnPace _pace = new(clock);

    public string Name => "the count of due accounts";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await _pace.RunAsync(Interval, CountAsync, cancellationToken);
        return false;
    }

    private async Task CountAsync(CancellationToken cancellationToken) => instruments.DueAccounts(await inbox.CountDueAsync(cancellationToken));
}
