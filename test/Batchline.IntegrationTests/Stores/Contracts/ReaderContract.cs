using Batchline.Engine.Records;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Batchline.IntegrationTests.Stores.Contracts;

/// <summary>What people read is bounded, and nothing else is.</summary>
public abstract class ReaderContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly ReaderLimits OneAtOnce = new() { AtOnce = 1, Waiting = 0 };

    [Fact]
    public async Task A_search_without_a_turn_is_refused_while_work_and_reads_by_key_go_on()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now));
        await using var node = OpenNode(OneAtOnce);
        CurrentRead.For = ReadFor.Person;
        using var endless = new EndlessSearch(node, Cancel);

        var refused = await Should.ThrowAsync<ReadersBusyException>(node.Jobs.ListAsync(new JobQuery(), Cancel));
        var one = await node.Jobs.GetAsync(Sample.AccountId(1), "A", Cancel);
        CurrentRead.For = ReadFor.Work;
        var all = await node.Jobs.ListAsync(new JobQuery(), Cancel);

        refused.Message.ShouldBe("The server is busy with other reads. Try again in a few seconds.");
        one.ShouldNotBeNull().Document.Uuid.ShouldBe("A");
        all.ShouldHaveSingleItem().Document.Uuid.ShouldBe("A");
    }

    [Fact]
    public async Task A_search_whose_caller_left_gives_its_turn_to_the_next()
    {
        await StoreAsync(Sample.AccountId(1), Sample.Replace("A", Now));
        await using var node = OpenNode(OneAtOnce with { Waiting = 1, Patience = TimeSpan.FromHours(1) });
        CurrentRead.For = ReadFor.Person;
        using var endless = new EndlessSearch(node, Cancel);

        var waiting = node.Jobs.ListAsync(new JobQuery(), Cancel);
        waiting.IsCompleted.ShouldBeFalse();
        await endless.LeaveAsync();

        (await waiting).ShouldHaveSingleItem().Document.Uuid.ShouldBe("A");
    }

    [Fact]
    public async Task A_caller_that_left_before_is_not_read_for()
    {
        await using var node = OpenNode(OneAtOnce);
        CurrentRead.For = ReadFor.Person;

        await Should.ThrowAsync<OperationCanceledException>(node.Jobs.ListAsync(new JobQuery(), new CancellationToken(canceled: true)));

        (await node.Jobs.ListAsync(new JobQuery(), Cancel)).ShouldBeEmpty();
    }

    /// <summary>Takes the one turn for searches until its caller leaves.</summary>
    private sealed class EndlessSearch : IDisposable
    {
        private readonly CancellationTokenSource _caller;
        private readonly Task<bool> _search;

        public EndlessSearch(StoreNode node, CancellationToken cancellationToken)
        {
            _caller = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _search = node.Services.GetRequiredService<Readers>().LaneOf(search: true).ShouldNotBeNull().RunAsync(NeverAsync, _caller.Token);
        }

        public async Task LeaveAsync()
        {
            await _caller.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(_search);
        }

        public void Dispose()
        {
            _caller.Cancel();
            _caller.Dispose();
        }

        private static async Task<bool> NeverAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return false;
        }
    }
}
