using Batchline.Cluster.Members;
using Batchline.Engine.Doors;
using Microsoft.Extensions.Logging;

namespace Batchline.Cluster.Silos;

/// <summary>
/// Ends this process when the others have declared it dead, which Orleans would do without a word. It gives back what it can; what it
/// cannot is free when the leases expire. Whoever started it starts it again, and it joins as a new one.
/// </summary>
internal sealed partial class SiloEnd(Door door, ThisMember member, ILogger<SiloEnd> logger) : IFatalErrorHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _ending;

    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        if (Interlocked.Exchange(ref _ending, 1) == 1)
            return;
        LogEnd(context, exception);

        // Orleans' own threads may be what stands still.
        _ = Task.Run(() => EndAsync(exception));
    }

    private async Task EndAsync(Exception? exception)
    {
        try
        {
            await door.CloseAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // A request is still out, or the database is away.
        }
        finally
        {
            member.End(exception);
        }
    }

    [LoggerMessage(650, LogLevel.Critical, "This process does not belong to its cluster any more, and ends: {Reason}")]
    private partial void LogEnd(string? reason, Exception? exception);
}
