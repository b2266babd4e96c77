using Batchline.Engine.Failures;

namespace Batchline.Stores.Rules;

/// <summary>Somebody else holds a row for too long. Whatever does not concern that row could be written.</summary>
internal sealed class RowLockedException(string message, Exception inner) : StoreUnavailableException(message, inner);
