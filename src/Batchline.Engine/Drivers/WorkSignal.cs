using System.Threading.Channels;
using Batchline.Engine.Leadership;

namespace Batchline.Engine.Drivers;

/// <summary>Tells the worker of this process that something may be due. However often it is raised, it wakes the worker once.</summary>
public sealed class WorkSignal(RecentWork recent, TimeProvider clock)
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise()
    {
        recent.Note();
        _raised.Writer.TryWrite(true);
    }

    /// <summary>Returns when the signal is raised, at once if it was raised since the last wait, and at the latest after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
