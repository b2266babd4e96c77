using Batchline.Engine.Changes;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo.Changes;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Two leaders that number changes at once, as when one was stopped and wakes up: what comes out, and what it costs.</summary>
public sealed class MongoSequencerTests : IAsyncDisposable
{
    private readonly MongoFixture _fixture = new();
    private readonly CountingGate _gate = new();
    private readonly CountingGate _otherGate = new();
    private readonly StoreNode _one;
    private readonly StoreNode _other;
    private int _written;

    public MongoSequencerTests() => (_one, _other) = (_fixture.Open(_gate), _fixture.Open(_otherGate));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Reading_numbers_nothing_and_costs_four_questions()
    {
        await ChangeAsync(5);
        _gate.Reset();

        var before = await ReadAsync();
        var questions = _gate.Passed.ToList();
        await _other.Changes.SettleAsync(Cancel);

        before.Items.ShouldBeEmpty();
        questions.ShouldBe(Enumerable.Repeat(Collections.Changes, 4));
        (await ReadAsync()).Items.Select(change => change.Uuid).ShouldBe(["JOB1", "JOB2", "JOB3", "JOB4", "JOB5"]);
    }

    [Fact]
    public async Task One_leader_numbers_500_changes_with_four_commands()
    {
        await ChangeAsync(500);
        _gate.Reset();

        await _one.Changes.SettleAsync(Cancel);

        _gate.Passed.ShouldBe([Collections.Jobs, Collections.Changes, Collections.Changes, Collections.Jobs]);
        await ShouldBeOneSequenceOfAsync(500);
    }

    [Fact]
    public async Task Two_that_number_the_same_500_changes_at_once_need_a_dozen_commands()
    {
        await ChangeAsync(500);
        var both = new Barrier(_gate, _otherGate);

        await Task.WhenAll(_one.Changes.SettleAsync(Cancel), _other.Changes.SettleAsync(Cancel));

        both.Met.ShouldBeTrue();
        TestContext.Current.TestOutputHelper?.WriteLine($"{_gate.Passed.Count} and {_otherGate.Passed.Count} commands.");
        (_gate.Passed.Count + _otherGate.Passed.Count).ShouldBeLessThanOrEqualTo(12);
        await ShouldBeOneSequenceOfAsync(500);
    }

    [Fact]
    public async Task A_leader_that_wakes_up_in_the_middle_numbers_only_what_nobody_has_numbered()
    {
        await ChangeAsync(250);
        _gate.Reset();
        _gate.Before = async _ =>
        {
            // It has read the first 250 and is about to insert them.
            if (_gate.Passed.Count == 3)
            {
                await _other.Changes.SettleAsync(Cancel);
                await ChangeAsync(250);
                await _other.Changes.SettleAsync(Cancel);
                await ChangeAsync(10);
            }
        };

        await _one.Changes.SettleAsync(Cancel);
        await _one.Changes.SettleAsync(Cancel);

        await ShouldBeOneSequenceOfAsync(510);
    }

    [Fact]
    public async Task Where_half_of_a_group_is_numbered_already_the_other_half_follows()
    {
        await ChangeAsync(250);
        _otherGate.Reset();
        _otherGate.Before = async _ =>
        {
            if (_otherGate.Passed.Count == 3)
            {
                await ChangeAsync(250);
                _gate.Reset();
                _gate.Before = _ => _gate.Passed.Count == 3 ? ByOther() : Task.CompletedTask;
                await _one.Changes.SettleAsync(Cancel);
            }
        };

        await _other.Changes.SettleAsync(Cancel);

        _gate.Passed.Count.ShouldBe(7);
        await ShouldBeOneSequenceOfAsync(500);

        // What the other one is about to insert, before it does.
        async Task ByOther()
        {
            var jobs = await _fixture.Collection(Collections.Jobs).Find(new BsonDocument()).Sort(new BsonDocument("_sync.pending.at", 1)).Limit(250).ToListAsync(Cancel);
            await _fixture.Collection(Collections.Changes).InsertManyAsync(
                PendingChange.InOrder(jobs).Select((change, index) => change.At(index + 1)), cancellationToken: Cancel);
        }
    }

    [Fact]
    public async Task Whoever_loses_every_number_leaves_the_rest_to_the_next_time()
    {
        await ChangeAsync(20);
        var taken = 0;
        _gate.Reset();
        _gate.Before = async _ =>
        {
            if (_gate.Passed.Count % 3 == 0)
            {
                var foreign = new BsonDocument { { "accountId", ObjectId.GenerateNewId() }, { "UUID", "OTHER" } };
                await _fixture.Collection(Collections.Changes).InsertOneAsync(
                    ChangeDocuments.Write(++taken, foreign, Entry(taken)), cancellationToken: Cancel);
            }
        };

        await _one.Changes.SettleAsync(Cancel);
        var commands = _gate.Passed.Count;
        _gate.Before = null;
        await _one.Changes.SettleAsync(Cancel);

        (taken, commands).ShouldBe((3, 10));
        await ShouldBeOneSequenceOfAsync(23);
    }

    private static BsonDocument Entry(int number) => ChangeUpdates.Entry(ChangeKind.Added, Sample.Touch("", Sample.Start.AddSeconds(number)), 1, number);

    /// <summary>Each in a checkpoint of its own.</summary>
    private Task ChangeAsync(int count) => _fixture.Collection(Collections.Jobs).InsertManyAsync(
        Enumerable.Range(0, count).Select(_ => ++_written).Select(number => new BsonDocument
        {
            { "accountId", ObjectId.Parse(Sample.AccountId(1).Value) },
            { "UUID", $"JOB{number}" },
            { "_sync", new BsonDocument("pending", new BsonArray { Entry(number) }) },
        }),
        cancellationToken: Cancel);

    private Task<ChangePage> ReadAsync() => _one.Changes.ReadAsync(new ChangeQuery { Limit = 1000 }, Cancel);

    private async Task ShouldBeOneSequenceOfAsync(int count)
    {
        var page = await ReadAsync();
        page.Items.Select(change => change.Position).ShouldBe(Enumerable.Range(1, count).Select(position => (long)position));
        page.Items.Where(change => change.Uuid != "OTHER").Select(change => change.Uuid).ShouldBe(Enumerable.Range(1, _written).Select(number => $"JOB{number}"));
        (await _fixture.Collection(Collections.Jobs).CountDocumentsAsync(new BsonDocument("_sync.pending", new BsonDocument("$exists", true)), cancellationToken: Cancel)).ShouldBe(0);
    }

    /// <summary>Lets neither insert before both are about to: both have read the same changes and the same greatest number.</summary>
    private sealed class Barrier
    {
        private readonly TaskCompletionSource _met = new();
        private int _here;

        public Barrier(params CountingGate[] gates)
        {
            foreach (var gate in gates)
            {
                gate.Reset();
                gate.Before = _ => gate.Passed.Count == 3 ? MeetAsync(gates.Length) : Task.CompletedTask;
            }
        }

        public bool Met => _met.Task.IsCompleted;

        private Task MeetAsync(int count)
        {
            if (Interlocked.Increment(ref _here) == count)
                _met.SetResult();
            return _met.Task;
        }
    }
}
