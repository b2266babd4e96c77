using Batchline.Engine.Failures;
using Batchline.Engine.Leadership;
using Microsoft.Extensions.Logging;

namespace Batchline.Engine.Chores;

/// <summary>Does the chores. A failure of one is logged and does not affect the others, and none takes longer than it may.</summary>
public sealed partial class ChoreRunner(
    IEnumerable<IChore> chores, FailurePolicy failures, LeaderTimes times, RecentWork recent, TimeProvider clock, ILogger<ChoreRunner> logger)
{
    /// <summary>The limit for one run of a chore that has no other.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly List<IChore> _chores = [.. chores];

    /// <summary>Repeats all of them side by side; a slow one does not delay the others.</summary>
    public Task RepeatAsync(CancellationToken over) => Task.WhenAll(_chores.Select(chore => RepeatAsync(chore, over)));

    /// <summary>All of them once.</summary>
    public Task DoAsync(TimeSpan budget, CancellationToken over) => Task.WhenAll(_chores.Select(chore => DoAsync(chore, budget, 1, over)));

    private async Task RepeatAsync(IChore chore, CancellationToken over)
    {
        for (var failed = 0; !over.IsCancellationRequested;)
        {
            var rest = await DoAsync(chore, Longest, failed + 1, over);
            failed = rest is null ? 0 : failed + 1;
            await clock.PauseAsync(rest ?? recent.Rest(times.ChoresEvery), over);
        }
    }

    /// <returns>How long to rest after a failure; null: it went well.</returns>
    private async Task<TimeSpan?> DoAsync(IChore chore, TimeSpan budget, int attempt, CancellationToken over)
    {
        if (budget <= TimeSpan.Zero || over.IsCancellationRequested)
            return null;
        using var late = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, over);
        try
        {
            if (await chore.RunAsync(either.Token))
                recent.Note();
            return null;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (!over.IsCancellationRequested)
                LogLate(chore.Name, budget);
            return null;
        }
        catch (Exception e)
        {
            return failures.Rest(chore.Name, e, attempt);
        }
    }

    [LoggerMessage(607, LogLevel.Information, "A chore did not end within {Budget} and goes on later: {Chore}")]
    private partial void LogLate(string chore, TimeSpan budget);
}
