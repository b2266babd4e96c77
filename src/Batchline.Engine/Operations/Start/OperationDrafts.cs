using Batchline.Engine.Ids;
using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Start;

/// <summary>Makes operations from requests, not admitted yet.</summary>
public sealed class OperationDrafts(IdGenerator ids, TimeProvider clock, IOptions<PlanOptions> options)
{
    internal Operation Of(StartRequest request) => new()
    {
        Id = new OperationId(ids.Next()),
        Status = OperationStatus.Planning,
        Strategy = request.Strategy,
        BatchSize = request.BatchSize ?? options.Value.BatchSize,
        Since = request.Since,
        Full = request.Full,
        ToleratedFailurePercent = request.ToleratedFailurePercent,
        IdempotencyKey = request.IdempotencyKey,
        RequestHash = request.RequestHash,
        StartTime = clock.GetUtcNow(),
    };
}
