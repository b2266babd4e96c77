namespace Batchline.Stores.Reading;

/// <summary>Turns for reads of one kind, and how long each may take.</summary>
internal sealed class ReaderLane(ReadTurns turns, TimeSpan longest, TimeProvider clock)
{
    public TimeSpan Longest => longest;

    /// <summary>Cancels a read that takes too long or whose caller is gone. The turn ends with the read: SQLite stops within milliseconds, and a MongoDB server may continue until its <c>maxTimeMS</c>.</summary>
    /// <exception cref="ReadersBusyException">The read got no turn.</exception>
    /// <exception cref="ReadTooLongException">The read took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(cancellationToken);
        using var late = new CancellationTokenSource(longest, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await read(ending.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ReadTooLongException(longest, e);
        }
    }
}
