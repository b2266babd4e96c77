using Batchline.Api.Operations;
using Batchline.Engine.Drivers;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Schedules;
using Batchline.IntegrationTests.InProcess;
using Batchline.Schedules;
using Batchline.Simulator.Worlds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Batchline.IntegrationTests.Scheduling;

public sealed class ScheduleRunnerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_due_schedule_starts_one_operation_and_moves_on_however_many_look()
    {
        await using var server = await ServeAsync();
        var schedule = await AddDueAsync(server);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Runner(server, Store(server)).RunDueAsync(Cancelled)));
        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        var operation = (await OperationsAsync(server)).ShouldHaveSingleItem();
        var after = (await Store(server).GetAsync(schedule.Id, Cancelled)).ShouldNotBeNull();
        after.LastOperationId.ShouldBe(operation.Id);
        after.LastRunAt.ShouldNotBeNull();
        after.LastError.ShouldBeNull();
        after.NextRunAt.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        operation.Strategy.ShouldBe(Strategy.ListFirst);
    }

    [Fact]
    public async Task A_run_whose_process_died_before_the_schedule_moved_on_is_neither_lost_nor_doubled()
    {
        await using var server = await ServeAsync();
        var schedule = await AddDueAsync(server);

        await Should.ThrowAsync<IOException>(Runner(server, new DyingStore(Store(server))).RunDueAsync(Cancelled));
        (await OperationsAsync(server)).Count.ShouldBe(1);
        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        var operation = (await OperationsAsync(server)).ShouldHaveSingleItem();
        (await Store(server).GetAsync(schedule.Id, Cancelled))!.LastOperationId.ShouldBe(operation.Id);
    }

    [Fact]
    public async Task A_schedule_whose_time_zone_is_unknown_here_starts_nothing_says_why_and_holds_nobody_up()
    {
        await using var server = await ServeAsync();
        var good = await AddDueAsync(server);
        var bad = good with { Id = new ScheduleId("000000000000000000000001"), Name = "Bad", TimeZone = "Mars/Olympus", NextRunAt = good.NextRunAt - TimeSpan.FromHours(1) };
        await Store(server).AddAsync(bad, Cancelled);

        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        (await OperationsAsync(server)).Count.ShouldBe(1);
        (await Store(server).GetAsync(good.Id, Cancelled)).ShouldNotBeNull().LastOperationId.ShouldNotBeNull();
        var after = (await Store(server).GetAsync(bad.Id, Cancelled)).ShouldNotBeNull();
        after.LastOperationId.ShouldBeNull();
        after.LastError.ShouldBe("The time zone Mars/Olympus is not known on this machine. Install its time zone data, or change the schedule.");
        (after.NextRunAt - DateTimeOffset.UtcNow).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromMinutes(59));
    }

    [Fact]
    public async Task Runs_that_were_missed_are_made_up_by_one()
    {
        await using var server = await ServeAsync();
        await AddDueAsync(server, TimeSpan.FromDays(3));

        await Runner(server, Store(server)).RunDueAsync(Cancelled);
        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        (await OperationsAsync(server)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_died_half_way_is_finished()
    {
        await using var server = await ServeAsync();
        var schedule = await AddDueAsync(server);
        var operations = server.Service<IOperationStore>();
        var half = new Operation
        {
            Id = new OperationId("aaaaaaaaaaaaaaaaaaaaaaaa"),
            Status = OperationStatus.Planning,
            Strategy = Strategy.ListFirst,
            BatchSize = 10,
            IdempotencyKey = $"schedule {schedule.Id} {schedule.NextRunAt!.Value.ToUnixTimeMilliseconds()}",
            RequestHash = StartRequestHash.Of(new StartRequest { Strategy = Strategy.ListFirst, OnBusy = OnBusy.Skip }),
            StartTime = DateTimeOffset.UtcNow,
        };
        await operations.InsertAsync(half, Cancelled);

        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        var started = (await OperationsAsync(server)).ShouldHaveSingleItem();
        (started.Id, started.Admitted).ShouldBe((half.Id, true));
        (await Store(server).GetAsync(schedule.Id, Cancelled))!.LastOperationId.ShouldBe(half.Id);
    }

    [Fact]
    public async Task A_run_that_finds_nothing_to_do_says_why()
    {
        await using var server = await ServeAsync(("Workiz:MinInterval", "00:30:00"));
        await server.StartOperationAsync();
        var busy = await AddDueAsync(server);

        await Runner(server, Store(server)).RunDueAsync(Cancelled);

        var after = (await Store(server).GetAsync(busy.Id, Cancelled)).ShouldNotBeNull();
        after.LastError.ShouldNotBeNull().ShouldContain("runs on the account");
        after.NextRunAt.ShouldNotBeNull().ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        (await OperationsAsync(server)).Count(operation => operation.Admitted).ShouldBe(1);
    }

    [Fact]
    public async Task The_tick_runs_what_is_due()
    {
        await using var server = await ServeAsync();
        await AddDueAsync(server);

        (await server.PostAsync("/api/cron/tick")).ShouldBe(System.Net.HttpStatusCode.OK);

        (await OperationsAsync(server)).Count.ShouldBe(1);
    }

    private static async Task<ApiServer> ServeAsync(params (string Key, string Value)[] settings)
    {
        // Nothing but the test runs schedules: the service that would is not there in this mode.
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 3, MinInterval = TimeSpan.Zero },
            [("Hosting:Mode", "Serverless"), ("Security:CronSecret", ""), ("Security:ApiToken", "tickettoken1"), .. settings]);
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", "tickettoken1");
        await server.AddAccountAsync();
        return server;
    }

    private static IScheduleStore Store(ApiServer server) => server.Service<IScheduleStore>();

    private static async Task<Schedule> AddDueAsync(ApiServer server, TimeSpan? ago = null)
    {
        var schedule = new Schedule
        {
            Id = new ScheduleId("bbbbbbbbbbbbbbbbbbbbbbbb"),
            Name = "often",
            Cron = "*/5 * * * *",
            TimeZone = "UTC",
            Strategy = Strategy.ListFirst,
            CreatedAt = DateTimeOffset.UnixEpoch,
            NextRunAt = DateTimeOffset.FromUnixTimeSeconds((DateTimeOffset.UtcNow - (ago ?? TimeSpan.FromSeconds(10))).ToUnixTimeSeconds()),
        };
        await Store(server).AddAsync(schedule, Cancelled);
        return schedule;
    }

    private static ScheduleRunner Runner(ApiServer server, IScheduleStore store) => new(
        store,
        server.Service<OperationStarter>(),
        server.Service<WorkSignal>(),
        server.Service<TimeProvider>(),
        NullLogger<ScheduleRunner>.Instance);

    private static Task<IReadOnlyList<Operation>> OperationsAsync(ApiServer server) =>
        server.Service<IOperationStore>().ListAsync([], null, 100, Cancelled);

    /// <summary>The process dies before the schedule moves on.</summary>
    private sealed class DyingStore(IScheduleStore store) : IScheduleStore
    {
        public Task AddAsync(Schedule schedule, CancellationToken cancellationToken) => store.AddAsync(schedule, cancellationToken);

        public Task<Schedule?> GetAsync(ScheduleId id, CancellationToken cancellationToken) => store.GetAsync(id, cancellationToken);

        public Task<IReadOnlyList<Schedule>> ListAsync(ScheduleId? after, int limit, CancellationToken cancellationToken) => store.ListAsync(after, limit, cancellationToken);

        public Task<IReadOnlyList<DueSchedule>> DueAsync(int limit, CancellationToken cancellationToken) => store.DueAsync(limit, cancellationToken);

        public Task<bool> ReplaceAsync(Schedule schedule, CancellationToken cancellationToken) => throw new IOException("The process died.");

        public Task<bool> DeleteAsync(ScheduleId id, CancellationToken cancellationToken) => store.DeleteAsync(id, cancellationToken);
    }
}
