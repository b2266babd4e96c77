using Batchline.Engine.Operations.Steer;

namespace Batchline.Api.Operations;

/// <summary>What became of the retry of an operation's failed batches.</summary>
/// <param name="Retried">Batches that go back to pending.</param>
/// <param name="Accounts">The accounts of these.</param>
/// <param name="Refused">Why others do not.</param>
/// <param name="More">The time was over before all were looked at.</param>
internal sealed record FailedBatches(
    int Retried, IReadOnlyCollection<AccountId> Accounts, IReadOnlyList<RetryResult> Refused, bool More);
