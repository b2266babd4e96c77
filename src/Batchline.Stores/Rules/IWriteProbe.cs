using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>Finds out whether the store takes writes.</summary>
public interface IWriteProbe
{
    /// <summary>Writes a little that means nothing, durably.</summary>
    /// <exception cref="StoreUnavailableException">It does not take it.</exception>
    Task WriteAsync(CancellationToken cancellationToken);
}
