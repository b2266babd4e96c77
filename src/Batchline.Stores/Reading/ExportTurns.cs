namespace Batchline.Stores.Reading;

/// <summary>Bounds how many exports run at once. Between pages an export holds its turn here and no reader.</summary>
public sealed class ExportTurns(ReaderLimits limits, TimeProvider clock)
{
    private readonly ReadTurns _turns = new(
        limits.Exports, waiting: 0, TimeSpan.Zero, clock, $"No more exports can run at once (Store:Exports is {limits.Exports}). Try again when one has ended.");

    /// <returns>The turn; it ends with its disposal.</returns>
    /// <exception cref="ReadersBusyException">As many exports as allowed are running.</exception>
    public Task<IDisposable> BeginAsync(CancellationToken cancellationToken) => _turns.TakeAsync(cancellationToken);
}
