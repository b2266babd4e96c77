namespace Batchline.Stores.Reading;

/// <summary>Bounds how many exports there are at once. Between its pages an export holds a turn here and none of the readers'.</summary>
public sealed class ExportTurns(ReaderLimits limits, TimeProvider clock)
{
    private readonly ReadTurns _turns = new(
        limits.Exports, waiting: 0, TimeSpan.Zero, clock, $"{limits.Exports} exports are under way, which is as many as may be. Try again when one has ended.");

    /// <returns>The turn; it ends with its disposal.</returns>
    /// <exception cref="ReadersBusyException">As many exports as may be are under way.</exception>
    public Task<IDisposable> BeginAsync(CancellationToken cancellationToken) => _turns.TakeAsync(cancellationToken);
}
