using Batchline.Engine.Failures;

namespace Batchline.Engine.Drivers;

/// <summary>
/// The leader's loop: looks for accounts that are due, and again when the look says so, or when something may have become due. A look that
/// fails is repeated later.
/// </summary>
public sealed class DueLooks(WorkSignal signal, FailurePolicy failures, TimeProvider clock)
{
    /// <summary>This process leads, and looks.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Returns when the term is over.</summary>
    /// <param name="look">Looks once. Returns how long to wait before the next look.</param>
    /// <param name="shortest">The least time between two looks, however often the signal is raised.</param>
    /// <param name="over">The term is over.</param>
    public async Task RunAsync(Func<Task<TimeSpan>> look, TimeSpan shortest, CancellationToken over)
    {
        IsRunning = true;
        try
        {
            for (var failed = 0; !over.IsCancellationRequested;)
            {
                TimeSpan wait;
                try
                {
                    wait = await look();
                    failed = 0;
                }
                catch (Exception e) when (!over.IsCancellationRequested)
                {
                    wait = failures.Rest("the search for due accounts", e, ++failed);
                }

                if (shortest > TimeSpan.Zero)
                    await Task.Delay(shortest, clock, over);
                await signal.WaitAsync(wait, over);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // What the looks began knows by itself that the term is over, or goes on.
        }
        finally
        {
            IsRunning = false;
        }
    }
}
