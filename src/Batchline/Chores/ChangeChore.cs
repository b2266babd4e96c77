using Batchline.Engine.Changes;
using Batchline.Engine.Chores;
using Batchline.Settings.Sections;
using Microsoft.Extensions.Options;

namespace Batchline.Chores;

/// <summary>Maintains the feed of changes: makes written changes visible and deletes old ones, a little at a time.</summary>
internal sealed class ChangeChore(IChangeFeed feed, TimeProvider clock, IOptions<RetentionOptions> options) : IChore
{
    private const int AtOnce = 5000;
    private static readonly TimeSpan TrimEvery = TimeSpan.FromMinutes(10);

    private long _notBefore;

    public string Name => "the feed of changes";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var settled = await feed.SettleAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (now.UtcTicks < Interlocked.Read(ref _notBefore))
            return settled;

        // If this many were deleted, more may be left: continue with the next round.
        if (await feed.TrimAsync(now - options.Value.Changes, AtOnce, cancellationToken) >= AtOnce - 1)
            return true;
        Interlocked.Exchange(ref _notBefore, (now + TrimEvery).UtcTicks);
        return settled;
    }
}
