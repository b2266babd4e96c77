using Batchline.Engine.Failures;

namespace Batchline.Stores.Reading;

/// <summary>Nothing was read, because no turn was free.</summary>
/// <param name="message">A sentence for the caller.</param>
public sealed class ReadersBusyException(string message) : StoreUnavailableException(message);
