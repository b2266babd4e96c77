using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>Finds out whether the store takes writes.</summary>
public interface IWriteProbe
{
    /// <summary>Durably writes something small that has no meaning.</summary>
    /// <exception cref="StoreUnavailableException">The store does not take the write.</exception>
    Task WriteAsync(CancellationToken cancellationToken);
}
