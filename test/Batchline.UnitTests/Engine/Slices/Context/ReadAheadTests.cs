using Batchline.Engine.Batches;
using Batchline.Engine.Failures;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;
using Batchline.Engine.Slices.Context;
using Batchline.UnitTests.Engine.Leases;
using Batchline.UnitTests.Engine.Records;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices.Context;

public sealed class ReadAheadTests
{
    private const string Old = """{"UUID":"A","Status":"Open"}""";
    private const string New = """{"UUID":"A","Status":"Done"}""";

    private readonly KnownJobs _known = new();
    private readonly LeaseBench _bench = new();
    private readonly ReadAhead _ahead;

    public ReadAheadTests()
    {
        _known.Add("A", Old);
        _ahead = new ReadAhead(new Recorder(_known), Sample.Account);
    }

    [Fact]
    public async Task What_was_read_ahead_is_taken_and_only_once()
    {
        _ahead.Begin(["A", "B"], TimeSpan.Zero);
        _known.Add("A", New);

        (await TakeAsync("A")).ShouldBe(Old);
        (await TakeAsync("A")).ShouldBe(New);
    }

    [Fact]
    public async Task A_job_that_was_not_read_ahead_is_read_when_it_is_taken()
    {
        _ahead.Begin(["B"], TimeSpan.Zero);

        (await TakeAsync("A")).ShouldBe(Old);
        (await TakeAsync("B")).ShouldBeNull();
    }

    [Fact]
    public async Task Behind_another_step_nothing_that_was_read_counts()
    {
        _ahead.Begin(["A"], TimeSpan.Zero);
        _ahead.Begin(Task.FromResult<IReadOnlyList<Batch>>([Batch(1)]));
        _known.Add("A", New);

        _ahead.Forget();

        (await TakeAsync("A")).ShouldBe(New);
        (await _ahead.TakeBatchAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_being_read_is_not_read_again_with_the_next_jobs()
    {
        _ahead.Begin(["A"], TimeSpan.Zero);
        _known.Add("A", New);
        _known.Add("B", Old);

        _ahead.Begin(["A", "B"], TimeSpan.Zero);

        (await TakeAsync("A")).ShouldBe(Old);
        (await TakeAsync("B")).ShouldBe(Old);
    }

    [Fact]
    public async Task Batches_come_in_order_and_once()
    {
        _ahead.Begin(Task.FromResult<IReadOnlyList<Batch>>([Batch(2), Batch(3)]));

        _ahead.Peek()?.Number.ShouldBe(2);
        (await _ahead.TakeBatchAsync())?.Number.ShouldBe(2);
        (await _ahead.TakeBatchAsync())?.Number.ShouldBe(3);
        (await _ahead.TakeBatchAsync()).ShouldBeNull();
        _ahead.Peek().ShouldBeNull();
    }

    [Fact]
    public async Task Batches_that_are_still_being_read_are_waited_for()
    {
        var read = new TaskCompletionSource<IReadOnlyList<Batch>>();
        _ahead.Begin(read.Task);

        var taking = _ahead.TakeBatchAsync();
        _ahead.Peek().ShouldBeNull();
        read.SetResult([Batch(2)]);

        (await taking)?.Number.ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_store_that_did_not_answer_no_batch_is_known()
    {
        _ahead.Begin(Task.FromException<IReadOnlyList<Batch>>(new StoreUnavailableException("silent")));

        (await _ahead.TakeBatchAsync()).ShouldBeNull();
    }

    private static Batch Batch(int number) => new()
    {
        Id = new BatchId($"{number:x24}"),
        OperationId = Sample.Operation,
        AccountId = Sample.Account,
        Number = number,
        JobUuids = ["A"],
    };

    private async Task<string?> TakeAsync(string uuid) => (await _ahead.TakeJobAsync(uuid, await _bench.TakeAsync()))?.Document.Json;
}
