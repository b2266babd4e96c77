using Batchline.Engine.Record;

namespace Batchline.Hosting;

/// <summary>Does the chores: the failure of one is told and harms no other, and none takes longer than it may.</summary>
internal sealed partial class Housekeeping(
    IEnumerable<IChore> chores, StoreOutage outage, TimeProvider clock, ILogger<Housekeeping> logger)
{
    public IReadOnlyList<IChore> Chores { get; } = [.. chores];

    /// <summary>All of them beside each other.</summary>
    public Task DoAsync(TimeSpan budget, CancellationToken cancellationToken) =>
        Task.WhenAll(Chores.Select(chore => DoAsync(chore, budget, cancellationToken)));

    public async Task DoAsync(IChore chore, TimeSpan budget, CancellationToken cancellationToken)
    {
        if (budget <= TimeSpan.Zero)
            return;
        using var over = new CancellationTokenSource(budget, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await chore.RunAsync(budget, either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogOver(chore.Name, budget);
        }
        catch (StoreUnavailableException e)
        {
            outage.Begin(e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(chore.Name, e);
        }
    }

    [LoggerMessage(603, LogLevel.Error, "A chore failed unexpectedly and is done again later: {Chore}")]
    private partial void LogFailed(string chore, Exception exception);

    [LoggerMessage(607, LogLevel.Information, "A chore did not end within {Budget} and goes on later: {Chore}")]
    private partial void LogOver(string chore, TimeSpan budget);
}
