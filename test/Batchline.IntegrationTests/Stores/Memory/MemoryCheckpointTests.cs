using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Memory.Connection;
using Batchline.Stores.Memory.Heads;
using Batchline.Stores.Memory.Operations;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Memory;

public sealed class MemoryCheckpointTests
{
    private readonly MemoryState _state = new(new FakeTimeProvider());
    private readonly List<string> _parts = [];
    private string? _cutAfter;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_parts_are_written_in_order_and_the_head_last()
    {
        var checkpoint = await CheckpointAsync();

        (await HeadsOf("").CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();

        _parts.ShouldBe(["jobs", "cancel", "batches", "state"]);
    }

    [Theory]
    [InlineData("jobs", 1, 0, 0)]
    [InlineData("cancel", 1, 0, 0)]
    [InlineData("batches", 1, 1, 0)]
    [InlineData("state", 1, 1, 1)]
    public async Task A_checkpoint_cut_anywhere_is_finished_by_repeating_it(string cutAfter, int jobs, int batches, int states)
    {
        var checkpoint = await CheckpointAsync();
        _cutAfter = cutAfter;

        await Should.ThrowAsync<IOException>(HeadsOf("").CommitAsync(checkpoint, Cancel));

        _state.Jobs.Count.ShouldBe(jobs);
        _state.Batches.Count.ShouldBe(batches);
        _state.States[Sample.OperationId(1)].Values.Count(state => state.CurrentBatch == 1).ShouldBe(states);
        _state.Heads[checkpoint.AccountId].Seq.ShouldBe(checkpoint.Head.Seq);
        _cutAfter = null;
        (await HeadsOf("").CommitAsync(checkpoint, Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_lease_of_a_dead_node_is_free_at_once_with_its_reservation_up_to_the_send()
    {
        var head = (await HeadsOf("first").AcquireAsync(Sample.AccountId(1), "one", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        await HeadsOf("first").CommitAsync(CheckpointOf(head) with
        {
            Head = CheckpointOf(head).Head with { Wait = TimeSpan.FromSeconds(3), Reserve = TimeSpan.FromSeconds(2) },
        }, Cancel);

        _state.MarkDead("first");

        var taken = (await HeadsOf("second").AcquireAsync(Sample.AccountId(1), "two", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        taken.TakenOver.ShouldBeTrue();
        taken.Wait.ShouldBe(TimeSpan.FromSeconds(3));
    }

    private static Checkpoint CheckpointOf(HeadView head) => new()
    {
        AccountId = head.AccountId,
        Head = new HeadWrite
        {
            Fence = head.Fence,
            Seq = head.Seq,
            WriteId = "write",
            Body = head.Body,
            Lease = TimeSpan.FromMinutes(1),
            Wait = TimeSpan.Zero,
            Reserve = TimeSpan.Zero,
            DueIn = null,
        },
    };

    private async Task<Checkpoint> CheckpointAsync()
    {
        await new AccountStateStore(_state).ReserveAsync([Sample.State(1, 1)], Cancel);
        var head = (await HeadsOf("").AcquireAsync(Sample.AccountId(1), "one", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        return CheckpointOf(head) with
        {
            Jobs = [Sample.Replace("JOB1", Sample.Start)],
            CancelBatchesOf = Sample.OperationId(1),
            Batches = [Sample.Batch(1, 1, 1, BatchStatus.Completed)],
            State = Sample.State(1, 1) with { CurrentBatch = 1 },
        };
    }

    private HeadStore HeadsOf(string node) => new(_state, node, part =>
    {
        _parts.Add(part);
        return part == _cutAfter ? Task.FromException(new IOException("Cut")) : Task.CompletedTask;
    });
}
