namespace Batchline.Engine.Batches;

/// <summary>Which open batch to take next.</summary>
/// <param name="OperationId">Batches of this operation,</param>
/// <param name="AccountId">and of this account,</param>
/// <param name="Through">with numbers up to this one,</param>
/// <param name="Now">due at this moment of the store's clock,</param>
/// <param name="Except">but not this one.</param>
public sealed record NextBatchQuery(
    OperationId OperationId, AccountId AccountId, int Through, DateTimeOffset Now, BatchId? Except = null);
