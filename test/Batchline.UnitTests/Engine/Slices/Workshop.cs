using Batchline.Engine;
using Batchline.Engine.Accounts;
using Batchline.Engine.Batches;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Leadership;
using Batchline.Engine.Leases;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Records;
using Batchline.Engine.Settings;
using Batchline.Engine.Slices;
using Batchline.Engine.Workiz;
using Batchline.Stores.Memory;
using Batchline.Stores.Memory.Connection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

/// <summary>The whole engine on a store in memory, a scripted Workiz and a clock that only the test moves.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly ServiceProvider _services;

    public Workshop(TimeSpan? budget = null)
    {
        Budget = budget ?? TimeSpan.FromSeconds(50);
        Workiz = new ScriptedWorkiz(Clock);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new Random(1))
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddOptions()
            .AddSingleton<IWorkizApi>(Workiz)
            .AddSingleton<IAccountKeys, KeyInTheClear>()
            .AddBatchlineEngine()
            .AddMemoryStore()
            .Configure<WorkizOptions>(options => options.MinInterval = Interval)
            .Configure<ProcessOptions>(options => options.SliceBudget = Budget);
        var heads = services.Last(service => service.ServiceType == typeof(IHeadStore)).ImplementationFactory
            ?? throw new InvalidOperationException("The memory store registers its heads by a factory.");
        services
            .AddSingleton(provider => new FadingHeads((IHeadStore)heads(provider)))
            .AddSingleton<IHeadStore>(provider => provider.GetRequiredService<FadingHeads>());
        _services = services.BuildServiceProvider();
    }

    public TimeSpan Budget { get; }

    /// <summary>The pace of every account.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    public FakeTimeProvider Clock { get; } = new(Sample.Noon);

    public ScriptedWorkiz Workiz { get; }

    public FadingHeads Heads => Get<FadingHeads>();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>An account that was listed before, with stored jobs J000, J001 …; its token is its number.</summary>
    public async Task<AccountId> AddAccountAsync(int number, int jobs, bool withKey = true)
    {
        var id = new AccountId($"{number:x24}");
        await Get<IAccountStore>().AddAsync(new Account { Id = id, Name = $"Account {number}", WorkizApiKey = withKey ? $"{number}" : null }, TestEnd);
        var lease = await Get<LeaseGranter>().AcquireAsync(id, term: null, TestEnd) ?? throw new InvalidOperationException("The account is held.");
        await lease.GiveBackAsync(
            new CheckpointDraft(new HeadBody { ListedAt = Sample.Noon })
            {
                Jobs = [.. Enumerable.Range(0, jobs).Select(job => Stored($"J{job:000}"))],
            },
            null);
        return id;
    }

    public async Task<StartResult> TryStartAsync(StartRequest request) => await Get<OperationStarter>().StartAsync(request, TestEnd);

    public async Task<OperationId> StartAsync(StartRequest? request = null) =>
        await TryStartAsync(request ?? new StartRequest()) is StartResult.Started started
            ? started.Operation.Id
            : throw new InvalidOperationException("The operation did not start.");

    /// <summary>How often a worker looks, because nobody tells it when a lease expires.</summary>
    public TimeSpan Poll => Get<LeaderTimes>().PollEvery;

    public bool IsNothingPlanned => Get<MemoryState>().Heads.Values.All(head => head.DueAt is null);

    /// <summary>Begins a slice; the clock makes it go on.</summary>
    public Task<SliceResult> BeginSlice(AccountId account, BatchId? batch = null) => Get<SliceRunner>().RunAsync(account, Budget, batch, TestEnd);

    public Task<SliceResult> SliceAsync(AccountId account, BatchId? batch = null) => Clock.PassUntilDone(BeginSlice(account, batch));

    /// <summary>What a worker does: slices for whatever is due, side by side, until nothing will be, or a simulated time is over.</summary>
    public async Task DriveAsync(TimeSpan atMost)
    {
        for (var end = Clock.GetUtcNow() + atMost; Clock.GetUtcNow() < end;)
        {
            var due = await Get<IHeadInbox>().DueAsync(100, TestEnd);
            if (due.Accounts.Count == 0 && due.Next is null && IsNothingPlanned)
                return;
            await Clock.PassUntilDone(Task.WhenAll(due.Accounts.Select(account => BeginSlice(account))));

            // Rows keep whole milliseconds: a slice may come a part of one early, and then again.
            Clock.Advance(due.Next ?? (due.Accounts.Count > 0 ? TimeSpan.FromMilliseconds(1) : Poll));
        }
    }

    /// <summary>An operator asks, and is answered when the accounts have had the time to hear it.</summary>
    public Task<ControlResult> AskAsync(Func<OperationControl, Task<ControlResult>> ask) => Clock.PassUntilDone(ask(Get<OperationControl>()));

    /// <summary>An operation that ended with one of four jobs, in its only batch, failed.</summary>
    public async Task<(AccountId Account, OperationId Operation, Batch Batch)> FailOneAsync()
    {
        var account = await AddAccountAsync(1, 4);
        Workiz.Script = request => request.Uuid == "J001" ? new WorkizAnswer.Invalid("another job") : null;
        var operation = await StartAsync();
        await DriveAsync(TimeSpan.FromMinutes(5));
        return (account, operation, (await BatchesAsync(operation)).Single());
    }

    public async Task<Operation> OperationAsync(OperationId id) =>
        await Get<IOperationStore>().GetAsync(id, TestEnd) ?? throw new InvalidOperationException("The operation is gone.");

    public async Task<AccountState> StateAsync(OperationId id, AccountId account) =>
        await Get<IAccountStateReader>().GetAsync(id, account, TestEnd) ?? throw new InvalidOperationException("The state is gone.");

    public Task<IReadOnlyList<Batch>> BatchesAsync(OperationId id) =>
        Get<IBatchStore>().ListAsync(new BatchQuery { OperationId = id, Limit = 1_000 }, TestEnd);

    public async Task<HeadView> HeadAsync(AccountId account) => (await Get<IHeadStore>().ReadAsync([account], TestEnd)).Single();

    private static JobWrite Stored(string uuid) => new()
    {
        Uuid = uuid,
        Kind = JobWriteKind.Replace,
        Document = ScriptedWorkiz.Document(uuid),
        Hash = JobHash.Of(ScriptedWorkiz.Document(uuid).Json),
        At = Sample.Noon.AddDays(-1),
    };
}
