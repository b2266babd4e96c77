using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Records;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>What is read ahead for accounts without a pace changes nothing but the time it takes.</summary>
public sealed class UnpacedAccountTests : IDisposable
{
    private const int Jobs = 60;
    private readonly Workshop _shop = new() { Interval = TimeSpan.Zero };

    public UnpacedAccountTests() => _shop.Workiz.Latency = TimeSpan.FromMilliseconds(10);

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Every_job_is_asked_for_once_in_the_order_of_the_batches()
    {
        await _shop.AddAccountAsync(1, Jobs);
        var operation = await _shop.StartAsync(new StartRequest { BatchSize = 2 });

        await _shop.DriveAsync(TimeSpan.FromMinutes(1));

        _shop.Workiz.Gets.ShouldBe(Enumerable.Range(0, Jobs).Select(Uuid));
        (await _shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await _shop.BatchesAsync(operation)).ShouldAllBe(batch => batch.Status == BatchStatus.Completed && batch.CompletedJobs.Count == 2);
    }

    [Fact]
    public async Task A_retry_goes_before_batches_that_were_read_ahead()
    {
        var account = await _shop.AddAccountAsync(1, Jobs);
        _shop.Workiz.Script = request => request.Uuid == Uuid(0) ? new WorkizAnswer.Invalid("another job") : null;
        var operation = await _shop.StartAsync(new StartRequest { BatchSize = 1 });
        var slice = _shop.BeginSlice(account);
        _shop.Clock.PassUntil(() => _shop.Workiz.Requests.Count == 6);
        _shop.Workiz.Script = _ => null;

        var failed = (await _shop.BatchesAsync(operation)).Single(batch => batch.Status == BatchStatus.Failed);
        await _shop.Get<BatchRetrier>().RetryAsync(failed.Id, force: false, TestEnd);
        await _shop.Clock.PassUntilDone(slice);
        await _shop.DriveAsync(TimeSpan.FromMinutes(1));

        var gets = _shop.Workiz.Gets.ToList();

        // Once for the retry, once as a witness against the first.
        gets.Count.ShouldBe(Jobs + 2);
        gets.LastIndexOf(Uuid(0)).ShouldBeLessThan(10);
        (await _shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
    }

    [Fact]
    public async Task A_batch_that_waits_for_its_own_retry_is_not_taken_before_its_time()
    {
        await _shop.AddAccountAsync(1, Jobs);
        _shop.Workiz.Script = request => request.Uuid == Uuid(3) && _shop.Workiz.Gets.Count(uuid => uuid == Uuid(3)) <= 3
            ? new WorkizAnswer.Transient("HTTP 500")
            : null;
        var operation = await _shop.StartAsync(new StartRequest { BatchSize = 2 });

        await _shop.DriveAsync(TimeSpan.FromHours(1));

        (await _shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        var asked = _shop.Workiz.Requests.Where(request => request.Uuid == Uuid(3)).Select(request => request.At).ToList();
        asked.Count.ShouldBe(4);
        (asked[3] - asked[2]).ShouldBeGreaterThan(TimeSpan.FromSeconds(20));

        // The job before it in its batch bore witness against it.
        _shop.Workiz.Gets.GroupBy(uuid => uuid).Count(same => same.Count() == 1).ShouldBe(Jobs - 2);
    }

    [Fact]
    public async Task A_job_that_changes_between_two_operations_is_compared_with_what_is_stored_by_then()
    {
        var account = await _shop.AddAccountAsync(1, Jobs);
        foreach (var status in (string[])["Open", "Open", "Paid"])
        {
            _shop.Workiz.Script = request => request.Uuid is { } uuid ? new WorkizAnswer.Job(ScriptedWorkiz.Document(uuid, status)) : null;
            await _shop.StartAsync(new StartRequest { BatchSize = 2 });
            await _shop.DriveAsync(TimeSpan.FromMinutes(1));
        }

        var stored = await _shop.Get<IJobStore>().GetAsync(account, [.. Enumerable.Range(0, Jobs).Select(Uuid)], TestEnd);
        stored.ShouldAllBe(job => job.Document.Json.Contains("Paid") && job.Sync.ChangedFields.Single() == "Status");
    }

    private static string Uuid(int job) => $"J{job:000}";
}
