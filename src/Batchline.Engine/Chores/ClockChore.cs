using Batchline.Engine.Heads;

namespace Batchline.Engine.Chores;

/// <summary>
/// After a clock is set back, everything planned earlier is that much further away. This chore notices and wakes the accounts that
/// would sleep until then; each works out how long it really has to wait.
/// </summary>
internal sealed class ClockChore(IHeadInbox inbox, TimeProvider clock) : IChore
{
    /// <summary>Clocks of processes on one database may differ a little, and a smaller step makes no account sleep longer than this.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>The latest time that this process has seen; null: it has just started, and cannot know what the clock did before.</summary>
    private DateTimeOffset? _latest;

    public string Name => "the clock check";

    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var setBack = _latest - now > Tolerance;
        if (setBack || _latest is null)
            await inbox.WakeLateAsync(Tolerance, cancellationToken);
        if (setBack || _latest is null || now > _latest)
            _latest = now;
        return setBack;
    }
}
