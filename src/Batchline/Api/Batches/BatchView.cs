using System.Text.Json.Serialization;
using Batchline.Api.Requests;
using Batchline.Engine.Batches;

namespace Batchline.Api.Batches;

/// <summary>A batch as callers see it.</summary>
internal sealed record BatchView
{
    public required string BatchId { get; init; }
    public required string OperationId { get; init; }
    public required string AccountId { get; init; }
    public required int BatchNumber { get; init; }
    public required string Status { get; init; }

    [JsonPropertyName("jobUUIDs")]
    public required IReadOnlyList<string> JobUuids { get; init; }

    public required IReadOnlyList<string> CompletedJobs { get; init; }
    public required IReadOnlyList<string> FailedJobs { get; init; }
    public required IReadOnlyList<string> MissingJobs { get; init; }
    public required IReadOnlyList<string> Errors { get; init; }
    public required int RetryCount { get; init; }
    public required int AutoRetries { get; init; }
    public required DateTimeOffset? StartTime { get; init; }
    public required DateTimeOffset? EndTime { get; init; }
    public required DateTimeOffset? NextAttemptAt { get; init; }

    public static BatchView Of(Batch batch) => new()
    {
        BatchId = batch.Id.Value,
        OperationId = batch.OperationId.Value,
        AccountId = batch.AccountId.Value,
        BatchNumber = batch.Number,
        Status = Names<BatchStatus>.Of(batch.Status),
        JobUuids = batch.JobUuids,
        CompletedJobs = batch.CompletedJobs,
        FailedJobs = batch.FailedJobs,
        MissingJobs = batch.MissingJobs,
        Errors = batch.Errors,
        RetryCount = batch.RetryCount,
        AutoRetries = batch.AutoRetries,
        StartTime = batch.StartTime,
        EndTime = batch.EndTime,
        NextAttemptAt = batch.NextAttemptAt,
    };
}
