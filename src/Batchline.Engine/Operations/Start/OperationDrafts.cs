using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Engine.Operations.Start;

/// <summary>Makes operations from requests. They are not admitted yet.</summary>
public sealed class OperationDrafts(IdGenerator ids, TimeProvider clock, IOptions<PlanOptions> options)
{
    internal Operation Of(StartRequest request) => new(request)
    {
        Id = new OperationId(ids.Next()),
        Status = OperationStatus.Planning,
        BatchSize = request.BatchSize == 0 ? options.Value.BatchSize : request.BatchSize,
        IdempotencyKey = request.IdempotencyKey,
        RequestHash = request.RequestHash,
        StartTime = clock.GetUtcNow(),
    };
}
