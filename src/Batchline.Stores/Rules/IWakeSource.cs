using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>A store that tells its processes when one of them makes accounts due.</summary>
public interface IWakeSource
{
    /// <summary>Listens until it fails or is cancelled. Nothing depends on it: whoever hears nothing looks from time to time.</summary>
    /// <param name="wake">Called once at the beginning, because of what came before, and then for each word.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>At once if one cannot listen there.</returns>
    /// <exception cref="StoreUnavailableException">The connection broke.</exception>
    Task ListenAsync(Action wake, CancellationToken cancellationToken);
}
