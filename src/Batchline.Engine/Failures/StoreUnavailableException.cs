namespace Batchline.Engine.Failures;

/// <summary>The store did not answer. A write may or may not have happened; the call may be repeated.</summary>
public class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
