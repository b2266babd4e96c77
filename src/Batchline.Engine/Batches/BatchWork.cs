using Batchline.Engine.Faults;

namespace Batchline.Engine.Batches;

/// <summary>What happens to a batch while it is open. Pure: each method returns a new one.</summary>
internal static class BatchWork
{
    /// <summary>Opens a batch for its first round or for a retry; jobs that are done stay done.</summary>
    public static OpenBatch Open(Batch batch, DateTimeOffset now)
    {
        BatchTransitions.Check(batch.Id, batch.Status, BatchStatus.Processing);
        var done = batch.CompletedJobs.Concat(batch.MissingJobs).ToHashSet(StringComparer.Ordinal);
        return new OpenBatch
        {
            Id = batch.Id,
            Number = batch.Number,
            JobUuids = batch.JobUuids,
            Completed = batch.CompletedJobs,
            Missing = batch.MissingJobs,
            Failed = [.. batch.FailedJobs.Zip(batch.Errors, (uuid, error) => new FailedJob(uuid, Reason(uuid, error), true))],
            Remaining = [.. batch.JobUuids.Where(uuid => !done.Contains(uuid))],
            RetryCount = batch.RetryCount,
            AutoRetries = batch.AutoRetries,
            StartTime = batch.StartTime ?? now,
            OpenedAt = now,
        };
    }

    public static OpenBatch Complete(OpenBatch batch, string uuid) =>
        Settle(batch, uuid) with { Completed = [.. batch.Completed, uuid] };

    public static OpenBatch Miss(OpenBatch batch, string uuid) =>
        Settle(batch, uuid) with { Missing = [.. batch.Missing, uuid] };

    public static OpenBatch Fail(OpenBatch batch, FailedJob job)
    {
        var settled = Settle(batch, job.Uuid);
        return settled with { Failed = [.. settled.Failed, job] };
    }

    /// <summary>Moves the job to the end.</summary>
    public static OpenBatch Defer(OpenBatch batch, string uuid) =>
        batch with { Remaining = [.. batch.Remaining.Where(other => other != uuid), uuid] };

    /// <summary>Puts jobs that were wrongly taken for missing back, to be requested again.</summary>
    public static OpenBatch Reopen(OpenBatch batch, IReadOnlyList<string> uuids) => batch with
    {
        Missing = [.. batch.Missing.Except(uuids)],
        Remaining = [.. batch.Remaining, .. batch.Missing.Intersect(uuids)],
    };

    /// <summary>Counts an attempt of a job that is still to be requested; a job with too many of them fails.</summary>
    public static OpenBatch Charge(OpenBatch batch, Suspect suspect)
    {
        if (!batch.Remaining.Contains(suspect.Job))
            return batch;
        var attempts = batch.Attempts.GetValueOrDefault(suspect.Job) + 1;
        return attempts >= suspect.Attempts
            ? Fail(batch, new FailedJob(suspect.Job, suspect.Reason, suspect.MayPass))
            : batch with { Attempts = new Dictionary<string, int>(batch.Attempts) { [suspect.Job] = attempts } };
    }

    /// <summary>The status of a finished batch: pending if it is retried automatically.</summary>
    public static BatchStatus Close(OpenBatch batch, int autoRetries) => batch switch
    {
        { Failed.Count: 0 } => BatchStatus.Completed,
        _ when batch.AutoRetries < autoRetries && batch.Failed.Any(job => job.Transient) => BatchStatus.Pending,
        { Completed.Count: 0, Missing.Count: 0 } => BatchStatus.Failed,
        _ => BatchStatus.CompletedWithErrors,
    };

    private static OpenBatch Settle(OpenBatch batch, string uuid) => batch with
    {
        Remaining = [.. batch.Remaining.Where(other => other != uuid)],
        Failed = [.. batch.Failed.Where(job => job.Uuid != uuid)],
        Attempts = batch.Attempts.ContainsKey(uuid)
            ? batch.Attempts.Where(pair => pair.Key != uuid).ToDictionary()
            : batch.Attempts,
    };

    private static string Reason(string uuid, string error) =>
        error.StartsWith(uuid + ": ", StringComparison.Ordinal) ? error[(uuid.Length + 2)..] : error;
}
