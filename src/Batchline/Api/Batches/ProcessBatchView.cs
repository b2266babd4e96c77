using System.Text.Json.Serialization;
using Batchline.Api.Requests;
using Batchline.Engine.Batches;

namespace Batchline.Api.Batches;

/// <summary>The answer to <c>process-batch</c>.</summary>
internal sealed record ProcessBatchView
{
    public required string BatchId { get; init; }
    public required string Status { get; init; }
    public required IReadOnlyList<string> CompletedJobs { get; init; }
    public required IReadOnlyList<string> FailedJobs { get; init; }
    public required IReadOnlyList<string> MissingJobs { get; init; }
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>Jobs still to be asked for; only when the time was over first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Remaining { get; init; }

    /// <summary>The account's lowest pending batch.</summary>
    public required string? NextBatchId { get; init; }

    public static ProcessBatchView Of(Batch batch, BatchId? next) => new()
    {
        BatchId = batch.Id.Value,
        Status = Names<BatchStatus>.Of(batch.Status),
        CompletedJobs = batch.CompletedJobs,
        FailedJobs = batch.FailedJobs,
        MissingJobs = batch.MissingJobs,
        Errors = batch.Errors,
        NextBatchId = next?.Value,
    };

    public static ProcessBatchView Unfinished(Batch batch, int remaining, BatchId? next) =>
        Of(batch, next) with { Status = Names<BatchStatus>.Of(BatchStatus.Processing), Remaining = remaining };
}
