using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.Stores.Mongo.Connection;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Stores.Mongo;

/// <summary>Reservations of many accounts on MongoDB: what they cost, and two starts of one operation at once.</summary>
public sealed class MongoReservationTests : IAsyncDisposable
{
    private const int Accounts = 800;

    private readonly MongoFixture _fixture = new();
    private readonly CountingGate _gate = new();
    private readonly StoreNode _store;

    public MongoReservationTests() => _store = _fixture.Open(_gate);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_start_that_finds_all_its_own_reservations_costs_two_commands()
    {
        await _store.Reservations.ReserveAsync(States(1), Cancel);
        _gate.Reset();

        (await _store.Reservations.ReserveAsync(States(1, firstId: 5000), Cancel)).ShouldBeEmpty();

        _gate.Passed.ShouldBe([Collections.States, Collections.States]);
        (await CountAsync()).ShouldBe(Accounts);
    }

    [Fact]
    public async Task A_start_that_finds_every_account_taken_costs_two_commands_and_answers_them_in_its_order()
    {
        await _store.Reservations.ReserveAsync(States(1), Cancel);
        var wanted = States(2);
        wanted.Reverse();
        _gate.Reset();

        var busy = await _store.Reservations.ReserveAsync(wanted, Cancel);

        _gate.Passed.Count.ShouldBe(2);
        busy.ShouldBe(wanted.Select(state => new BusyAccount(state.AccountId, Sample.OperationId(1))));
        (await CountAsync()).ShouldBe(Accounts);
    }

    [Fact]
    public async Task Accounts_that_become_free_meanwhile_are_reserved_with_one_command_more()
    {
        await _store.Reservations.ReserveAsync(States(1), Cancel);
        _gate.Reset();
        _gate.Before = async _ =>
        {
            if (_gate.Passed.Count == 2)
                await _fixture.Collection(Collections.States).DeleteManyAsync(new BsonDocument("operationId", Sample.OperationId(1).Value), Cancel);
        };

        (await _store.Reservations.ReserveAsync(States(2), Cancel)).ShouldBeEmpty();

        _gate.Passed.Count.ShouldBe(3);
        (await _store.States.ListAsync(Sample.OperationId(2), null, null, Accounts + 1, Cancel)).Count.ShouldBe(Accounts);
    }

    [Fact]
    public async Task Two_processes_that_start_one_operation_at_once_make_one_state_for_each_account()
    {
        await using var other = _fixture.Open(new CountingGate());
        var (one, two) = (States(1).Take(150).ToList(), States(1, firstId: 5000).Take(150).ToList());
        two.Reverse();

        var busy = await Task.WhenAll(
            Task.WhenAll(one.Chunk(10).Select(some => _store.Reservations.ReserveAsync(some, Cancel))),
            Task.WhenAll(two.Chunk(10).Select(some => other.Reservations.ReserveAsync(some, Cancel))));

        busy.SelectMany(answers => answers).ShouldAllBe(answer => answer.Count == 0);
        (await CountAsync()).ShouldBe(150);
    }

    [Fact]
    public async Task A_start_that_is_repeated_with_new_ids_after_a_state_ended_adds_none()
    {
        await _store.Reservations.ReserveAsync([Sample.State(1, 1)], Cancel);
        await EndAsync(1);

        (await _store.Reservations.ReserveAsync([Sample.State(1, 1) with { Id = Sample.State(1, 999).Id }], Cancel)).ShouldBeEmpty();

        (await _store.States.ListAsync(Sample.OperationId(1), null, null, 10, Cancel)).ShouldHaveSingleItem().Active.ShouldBeFalse();
    }

    [Fact]
    public async Task Checkpoints_of_states_whose_accounts_others_hold_cost_one_command_more_for_all()
    {
        await _store.Reservations.ReserveAsync([.. States(1).Take(50)], Cancel);
        foreach (var account in Enumerable.Range(1, 50))
            await EndAsync(account);
        await _store.Reservations.ReserveAsync([.. States(2).Take(50)], Cancel);
        var heads = await Task.WhenAll(Enumerable.Range(1, 50).Select(async account =>
            (await _store.Heads.AcquireAsync(Sample.AccountId(account), "next", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull()));
        _gate.Reset();

        await Task.WhenAll(heads.Select((head, index) => _store.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = head.AccountId,
                State = Sample.State(1, index + 1) with { CurrentBatch = 7 },
                Head = HeadWrite.GivingBack(head, $"write {index}", head.Body),
            },
            Cancel)));

        // One checkpoint alone, then the 49 that came meanwhile: twice the states, the heads, and once the heads read back.
        _gate.Passed.Count(collection => collection == Collections.States).ShouldBeLessThanOrEqualTo(4);
        var states = await _store.States.ListAsync(Sample.OperationId(1), null, null, 100, Cancel);
        states.Select(state => (state.Active, state.CurrentBatch)).ShouldBe(Enumerable.Repeat((false, 7), 50));
        (await _store.Reservations.GetActiveAsync(Sample.AccountId(50), Cancel)).ShouldNotBeNull().OperationId.ShouldBe(Sample.OperationId(2));
    }

    private static List<AccountState> States(int operation, int firstId = 0) =>
        [.. Enumerable.Range(1, Accounts).Select(account => Sample.State(operation, account) with { Id = Sample.State(operation, firstId + account).Id })];

    private async Task EndAsync(int account)
    {
        var head = (await _store.Heads.AcquireAsync(Sample.AccountId(account), $"owner {account}", TimeSpan.FromMinutes(1), leader: null, Cancel)).ShouldNotBeNull();
        (await _store.Heads.CommitAsync(
            new Checkpoint
            {
                AccountId = head.AccountId,
                State = Sample.State(1, account) with { Status = AccountStateStatus.Completed, Active = false },
                Head = HeadWrite.GivingBack(head, $"end {account}", head.Body),
            },
            Cancel)).ShouldNotBeNull();
    }

    private Task<long> CountAsync() => _fixture.Collection(Collections.States).CountDocumentsAsync(new BsonDocument(), cancellationToken: Cancel);
}
