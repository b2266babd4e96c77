namespace Batchline.Engine.Batches;

/// <summary>How far the planning of an account is.</summary>
/// <param name="AfterUuid">The last UUID that is in a batch; null at the start.</param>
/// <param name="Batches">Batches written so far; the next number is one more.</param>
/// <param name="Jobs">Jobs in them.</param>
public sealed record PlanCursor(string? AfterUuid, int Batches, long Jobs);
