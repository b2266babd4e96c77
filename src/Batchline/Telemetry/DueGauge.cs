using Batchline.Engine.Chores;
using Batchline.Engine.Heads;
using Batchline.Engine.Telemetry;

namespace Batchline.Telemetry;

/// <summary>Measures how many accounts are due and not held.</summary>
internal sealed class DueGauge(IHeadInbox inbox, Instruments instruments, TimeProvider clock) : IChore
{
    private const int MaxCounted = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long? _countedAt;

    public string Name => "the count of due accounts";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_countedAt is { } at && clock.GetElapsedTime(at) < Interval)
            return;
        _countedAt = clock.GetTimestamp();
        instruments.DueAccounts((await inbox.DueAsync(MaxCounted, cancellationToken)).Accounts.Count);
    }
}
