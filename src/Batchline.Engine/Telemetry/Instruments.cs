using System.Diagnostics;
using System.Diagnostics.Metrics;
using Batchline.Engine.Failures;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;

namespace Batchline.Engine.Telemetry;

/// <summary>
/// Everything that is measured and traced, by the names in <c>docs/operations.md</c>. Jobs and batches are counted when they
/// are committed. No label holds an account, an operation, or a job, because their number is unlimited.
/// </summary>
public sealed class Instruments : IDisposable
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "Batchline";

    private readonly Meter _meter = new(Name);
    private readonly ActivitySource _activities = new(Name);
    private readonly Counter<long> _jobs;
    private readonly Counter<long> _batches;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _operations;
    private readonly Counter<long> _deliveries;
    private readonly UpDownCounter<int> _running;
    private readonly Histogram<double> _batchTime;
    private readonly Histogram<double> _callTime;
    private readonly Histogram<double> _commitTime;
    private readonly Histogram<int> _commitJobs;
    private readonly Histogram<double> _sliceTime;
    private readonly Histogram<double> _waitTime;
    private readonly Histogram<double> _operationTime;
    private readonly Histogram<double> _completion;
    private readonly Histogram<double> _errors;
    private readonly Counter<long> _moved;
    private int? _processes;
    private long? _due;
    private Freshness? _freshness;

    public Instruments()
    {
        _jobs = _meter.CreateCounter<long>("batchline.jobs", "{job}", "Jobs that got an outcome.");
        _batches = _meter.CreateCounter<long>("batchline.batches", "{batch}", "Batches that ended.");
        _retries = _meter.CreateCounter<long>("batchline.batch.retries", "{retry}", "Batches that went back to pending.");
        _batchTime = Seconds("batchline.batch.duration", "From the opening of a batch to its end.", 1, 5, 10, 20, 30, 60, 120, 300, 900, 3600);
        _calls = _meter.CreateCounter<long>("batchline.calls", "{call}", "Requests to Workiz by what they came to.");
        _callTime = Seconds("batchline.call.duration", "From a request to Workiz to its answer.", 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20);
        _commitTime = Seconds("batchline.commit.duration", "How long the store took for a checkpoint.", 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5);
        _commitJobs = _meter.CreateHistogram("batchline.commit.jobs", "{job}", "Job documents in a checkpoint.", null, Bounds(0, 1, 10, 50, 100));
        _sliceTime = Seconds("batchline.slice.duration", "How long a slice held its account.", 0.1, 0.5, 1, 5, 10, 20, 30, 50, 60, 120);
        _running = _meter.CreateUpDownCounter<int>("batchline.slices.running", "{slice}", "Slices that run in this process.");
        _waitTime = Seconds("batchline.wait.duration", "Waits of accounts, by reason, when they begin.", 1, 5, 10, 30, 60, 120, 300, 900, 3600);
        _operations = _meter.CreateCounter<long>("batchline.operations", "{operation}", "Operations that ended.");
        _operationTime = Seconds("batchline.operation.duration", "From the start of an operation to its end.", 10, 60, 300, 900, 3600, 10_800, 43_200, 86_400);
        _completion = Ratio("batchline.operation.completion", "The part of an ended operation's jobs that completed or are missing.");
        _errors = Ratio("batchline.operation.errors", "The part of an ended operation's jobs that failed.");
        _deliveries = _meter.CreateCounter<long>("batchline.notifications", "{attempt}", "Attempts to deliver a notification.");
        _moved = _meter.CreateCounter<long>("batchline.accounts.moved", "{account}", "Accounts that this process left to others to make room.");
        _meter.CreateObservableGauge("batchline.cluster.processes", () => Shown(_processes), "{process}", "Processes of the cluster that are alive as far as this one knows.");
        _meter.CreateObservableGauge("batchline.accounts.due", () => Shown(_due), "{account}", "Accounts that are due and held by nobody.");
        _meter.CreateObservableGauge("batchline.freshness.oldest", () => Shown(_freshness?.OldestSeconds), "s", "Age of the job that was updated longest ago, over all accounts.");
        _meter.CreateObservableGauge("batchline.freshness.median", () => Shown(_freshness?.MedianSeconds), "s", "The greatest of the accounts' median ages of jobs.");
        _meter.CreateObservableGauge("batchline.freshness.stale", () => Shown(_freshness?.StaleAccounts), "{account}", "Accounts whose oldest job is older than Freshness:MaxAge.");
    }

    /// <summary>An activity for a slice; null: there is no listener.</summary>
    public Activity? Slice(AccountId account) => _activities.StartActivity("slice")?.SetTag("batchline.account", account.Value);

    /// <summary>An activity for one request to Workiz, without its address, which contains the key.</summary>
    public Activity? Call(WorkizCall call) => _activities.StartActivity("workiz " + NameOf(call), ActivityKind.Client);

    public void SliceBegan() => _running.Add(1);

    /// <param name="end"><c>idle</c>, <c>due</c>, <c>lost</c>, <c>failed</c>, or why the account waits.</param>
    public void SliceEnded(string end, TimeSpan took, TimeSpan? wait)
    {
        _running.Add(-1);
        _sliceTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("end", end));
        if (wait is { } time)
            _waitTime.Record(time.TotalSeconds, new KeyValuePair<string, object?>("reason", end));
    }

    /// <summary>Counts a request by its answer, unless it never left.</summary>
    public void Called(WorkizCall call, WorkizAnswer answer, TimeSpan took, Activity? activity)
    {
        activity?.SetTag("batchline.result", answer.GetType().Name);
        if (answer is WorkizAnswer.NotSent)
            return;
        _calls.Add(1, new("call", NameOf(call)), new("result", ResultOf(answer)));
        _callTime.Record(took.TotalSeconds, new KeyValuePair<string, object?>("call", NameOf(call)));
    }

    /// <summary>A checkpoint was written over <paramref name="before"/>.</summary>
    public void Committed(HeadBody before, Checkpoint written, TimeSpan took)
    {
        _commitTime.Record(took.TotalSeconds);
        _commitJobs.Record(written.Jobs.Count);
        if (written.Head.Body.Run is not { } run)
            return;
        var old = before.Run?.OperationId == run.OperationId ? before.Run.Counters : new Counters();
        Count(old, run.Counters);
    }

    /// <summary>An operation ended with these totals.</summary>
    public void OperationEnded(Operation operation, Counters totals)
    {
        var done = totals.Completed + totals.Missing;
        var tag = new KeyValuePair<string, object?>("status", StoredEnum.Of(operation.Status));
        _operations.Add(1, tag);
        _operationTime.Record(((operation.EndTime ?? operation.StartTime) - operation.StartTime).TotalSeconds, tag);
        _completion.Record(totals.Total == 0 ? 1 : (double)done / totals.Total);
        _errors.Record(done + totals.Failed == 0 ? 0 : (double)totals.Failed / (done + totals.Failed));
    }

    public void Moved() => _moved.Add(1);

    public void Processes(int count) => _processes = count;

    public void DueAccounts(long count) => _due = count;

    public void Fresh(TimeSpan oldest, TimeSpan median, int staleAccounts) =>
        _freshness = new Freshness(oldest.TotalSeconds, median.TotalSeconds, staleAccounts);

    /// <param name="result"><c>delivered</c>, <c>failed</c>, or <c>given_up</c>.</param>
    public void Delivered(string kind, string result) => _deliveries.Add(1, new("kind", kind), new("result", result));

    public void Dispose()
    {
        _meter.Dispose();
        _activities.Dispose();
    }

    private void Count(Counters old, Counters now)
    {
        // Counters of a metric never fall: a batch that is taken back for a retry is not subtracted.
        Add(_jobs, "outcome", "updated", now.Completed - now.Unchanged - (old.Completed - old.Unchanged));
        Add(_jobs, "outcome", "unchanged", now.Unchanged - old.Unchanged);
        Add(_jobs, "outcome", "missing", now.Missing - old.Missing);
        Add(_jobs, "outcome", "failed", now.Failed - old.Failed);
        Add(_batches, "status", "completed", now.BatchesCompleted - old.BatchesCompleted);
        Add(_batches, "status", "completed_with_errors", now.BatchesWithErrors - old.BatchesWithErrors);
        Add(_batches, "status", "failed", now.BatchesFailed - old.BatchesFailed);
        if (now.Retries > old.Retries)
            _retries.Add(now.Retries - old.Retries);
        if (now.BatchesTimed > old.BatchesTimed)
            _batchTime.Record((now.BatchSeconds - old.BatchSeconds) / (now.BatchesTimed - old.BatchesTimed));
    }

    private static void Add(Counter<long> counter, string label, string value, long count)
    {
        if (count > 0)
            counter.Add(count, new KeyValuePair<string, object?>(label, value));
    }

    private Histogram<double> Seconds(string name, string description, params double[] bounds) =>
        _meter.CreateHistogram(name, "s", description, null, Bounds(bounds));

    private Histogram<double> Ratio(string name, string description) =>
        _meter.CreateHistogram(name, "1", description, null, Bounds(0, 0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0));

    private static InstrumentAdvice<T> Bounds<T>(params T[] bounds) where T : struct => new() { HistogramBucketBoundaries = bounds };

    /// <summary>A value that was not measured yet is not shown as zero.</summary>
    private static IEnumerable<Measurement<T>> Shown<T>(T? value) where T : struct => value is { } known ? [new Measurement<T>(known)] : [];

    private static string NameOf(WorkizCall call) => call switch
    {
        WorkizCall.GetJob => "job_get",
        WorkizCall.ListJobs => "job_all",
        _ => "team_all",
    };

    private static string ResultOf(WorkizAnswer answer) => answer switch
    {
        WorkizAnswer.Job or WorkizAnswer.Page or WorkizAnswer.Alive => "ok",
        WorkizAnswer.Gone => "gone",
        WorkizAnswer.Refused => "refused",
        WorkizAnswer.QuotaReached => "rate_limited",
        WorkizAnswer.Transient => "transient",
        _ => "invalid",
    };

    private sealed record Freshness(double OldestSeconds, double MedianSeconds, int StaleAccounts);
}
