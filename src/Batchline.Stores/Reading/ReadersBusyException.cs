using Batchline.Engine.Failures;

namespace Batchline.Stores.Reading;

/// <summary>Nothing was read: there was no turn for it.</summary>
/// <param name="message">A sentence for whoever asked.</param>
public sealed class ReadersBusyException(string message) : StoreUnavailableException(message);
