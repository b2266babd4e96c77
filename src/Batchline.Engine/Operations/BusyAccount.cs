namespace Batchline.Engine.Operations;

/// <summary>An account and the operation that holds it.</summary>
public sealed record BusyAccount(AccountId AccountId, OperationId OperationId);
