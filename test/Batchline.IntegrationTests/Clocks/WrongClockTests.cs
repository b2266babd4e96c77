using System.Diagnostics;
using Batchline.Engine.Accounts;
using Batchline.Engine.Chores;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Workiz;
using Batchline.IntegrationTests.Processes;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;
using Account = Batchline.Engine.Accounts.Account;

namespace Batchline.IntegrationTests.Clocks;

/// <summary>Two nodes whose clocks are ten minutes apart, on one MongoDB: leases, pace and waits go by the server's.</summary>
[Collection(ByTheClock.OnMongo)]
public sealed class WrongClockTests : IAsyncLifetime
{
    private const int Jobs = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(5);

    private readonly MongoStageStore _store = new();
    private WorkizSimulator? _workiz;

    private WorkizSimulator Workiz => _workiz ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _workiz = await WorkizSimulator.StartAsync(
        new SimulatorOptions { Accounts = 4, JobsPerAccount = Jobs, UnscheduledShare = 0, MinInterval = Interval, JitterTolerance = Interval / 2 }, cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        await Workiz.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_dead_holders_lease_ends_for_both_when_the_servers_clock_says_so()
    {
        await using var early = await NodeAsync(-Off);
        await using var late = await NodeAsync(Off);
        var accounts = await AddAccountsAsync(early);
        var begun = Stopwatch.GetTimestamp();
        foreach (var (account, node) in accounts.Zip([early, late]))
            (await node.Get<IHeadStore>().AcquireAsync(account, "a dead one", Lease, leader: null, Cancel)).ShouldNotBeNull();

        var started = await early.Get<OperationStarter>().StartAsync(new StartRequest { Strategy = Strategy.Each }, Cancel);
        var operation = started.ShouldBeOfType<StartResult.Started>().Operation.Id;
        await Until.TrueAsync(() => accounts.Index().All(account => Requests(account.Index) > 0), "every account is at work");
        var taken = Stopwatch.GetElapsedTime(begun);
        await Until.TrueAsync(async () => await StatusAsync(late, operation) == OperationStatus.Completed, "the operation ends");

        // The first two accounts waited for the lease, on whichever node; the others did not.
        var first = Workiz.Log.Read().GroupBy(request => request.Account).ToDictionary(group => group.Key, group => group.Min(request => request.ArrivedMs));
        taken.ShouldBeInRange(Lease, Lease + TimeSpan.FromSeconds(10));
        Math.Min(first[0], first[1]).ShouldBeGreaterThan(Math.Max(first[2], first[3]));
        Workiz.Verdict.Violations.ShouldBeEmpty();
        Workiz.Tokens.ShouldAllBe(token => Workiz.JobRequests(token).Values.Sum() == Jobs);
    }

    [Fact]
    public async Task An_operation_that_is_just_being_started_is_not_taken_for_an_old_one()
    {
        await using var early = await NodeAsync(-Off);
        await using var late = await NodeAsync(Off);
        var operation = new Operation
        {
            Id = new OperationId(early.Get<IdGenerator>().Next()),
            Status = OperationStatus.Planning,
            Strategy = Strategy.Each,
            BatchSize = 10,
            StartTime = early.Get<TimeProvider>().GetUtcNow(),
        };
        await early.Get<IOperationStore>().InsertAsync(operation, Cancel);

        await late.Get<OperationChore>().RunAsync(Cancel);

        (await StatusAsync(early, operation.Id)).ShouldBe(OperationStatus.Planning);
    }

    private Task<ClockNode> NodeAsync(TimeSpan ahead) => ClockNode.StartAsync(_store, Workiz, Lease, Interval, ahead);

    private int Requests(int account) => Workiz.Log.Read().Count(request => request.Account == account);

    private static async Task<OperationStatus?> StatusAsync(ClockNode node, OperationId operation) =>
        (await node.Get<IOperationStore>().GetAsync(operation, Cancel))?.Status;

    private async Task<IReadOnlyList<AccountId>> AddAccountsAsync(ClockNode node)
    {
        var ids = new List<AccountId>();
        foreach (var token in Workiz.Tokens)
        {
            var account = new Account
            {
                Id = new AccountId(node.Get<IdGenerator>().Next()),
                Name = $"Account {ids.Count}",
                WorkizApiKey = node.Get<IAccountKeys>().Protect(new WorkizToken(token)),
                CreatedAt = Made,
                UpdatedAt = Made,
            };
            await node.Get<IAccountStore>().AddAsync(account, Cancel);
            ids.Add(account.Id);
        }

        return ids;
    }

    private static DateTimeOffset Made { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
}
