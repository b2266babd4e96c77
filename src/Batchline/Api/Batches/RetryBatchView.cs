namespace Batchline.Api.Batches;

/// <summary>The answer to <c>retry-batch</c>.</summary>
internal sealed record RetryBatchView(string BatchId, string Status, int RetryCount, string Message);
