using Batchline.Engine.Records;
using Batchline.IntegrationTests.MongoServers;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo;
using Batchline.Stores.Mongo.Connection;
using Batchline.Stores.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Searches that the server does not end by itself.</summary>
public sealed class MongoReaderTests : IDisposable
{
    private static readonly StandInFault SlowSearch = new() { Commands = ["find"], Collection = Collections.Jobs, Delay = TimeSpan.FromMinutes(10) };

    private readonly MongoWire _server = MongoServer.StandIn();
    private readonly StandInFaults _faults;
    public MongoReaderTests() => _faults = new StandInFaults(_server);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_that_the_server_stopped_as_late_says_so()
    {
        await using var node = Open(TimeSpan.FromMilliseconds(100));
        CurrentRead.For = ReadFor.Person;
        await _faults.SetAsync(Cancel, SlowSearch);

        var late = await Should.ThrowAsync<ReadTooLongException>(node.Jobs.ListAsync(new JobQuery(), Cancel));
        await _faults.ClearAsync(Cancel);

        late.Message.ShouldBe("The read took longer than 0.1 s and was stopped.");
        (await node.Jobs.ListAsync(new JobQuery(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_work_names_no_limit_and_is_waited_for()
    {
        await using var node = Open(TimeSpan.FromMilliseconds(100));
        await _faults.SetAsync(Cancel, SlowSearch with { Delay = TimeSpan.FromMilliseconds(200), Times = 1 });

        var found = await node.Jobs.ListAsync(new JobQuery(), Cancel);

        found.ShouldBeEmpty();
        (await _faults.ClearAsync(Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_search_whose_caller_left_gives_its_turn_back_while_the_server_still_searches()
    {
        await using var node = Open(TimeSpan.FromMinutes(10));
        CurrentRead.For = ReadFor.Person;
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await _faults.SetAsync(Cancel, SlowSearch with { Times = 1 });
        var search = node.Jobs.ListAsync(new JobQuery(), caller.Token);
        await _faults.WaitForAsync(0, 1, Cancel);

        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(search);

        (await node.Jobs.ListAsync(new JobQuery(), Cancel)).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _faults.Dispose();
        _server.Dispose();
    }

    /// <summary>The clock of this program stands still: only the server can find out that a search is late.</summary>
    private StoreNode Open(TimeSpan longest) => new(new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new FakeTimeProvider())
        .AddMongoStore(new MongoStoreOptions
        {
            ConnectionString = _server.UnwatchedUri,
            Readers = new ReaderLimits { AtOnce = 1, Waiting = 0, Longest = longest },
        })
        .BuildServiceProvider());
}
