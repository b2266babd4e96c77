namespace Batchline.Api.Operations;

/// <summary>The answer to the retry of all failed batches.</summary>
/// <param name="Retried">Batches that go back to pending.</param>
/// <param name="Refused">Batches that do not, because they reached the limit of retries or another operation holds their account.</param>
/// <param name="More">The time was over before all were looked at: call again.</param>
internal sealed record OperationRetryView(string OperationId, int Retried, int Refused, bool More);
