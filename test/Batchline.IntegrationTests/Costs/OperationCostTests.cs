using System.Globalization;
using Batchline.Engine.Chores;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Mongo;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Costs;

/// <summary>What an operation over 2,000 accounts costs on MongoDB's protocol beyond one over 50: pages of 1,000 accounts, and nothing else.</summary>
public sealed class OperationCostTests
{
    private const int Few = 50;
    private const int Many = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sweep_with_one_blocked_account_left_costs_the_same_for_any_number_of_accounts()
    {
        var ended = CostStage.AtWork() with { Phase = RunPhase.Ended, Status = AccountStateStatus.Completed };

        var (few, many) = await CompareAsync(ended, async stage =>
        {
            await BlockAsync(stage, 1);
            return await stage.CostOfAsync(() => stage.Service<OperationChore>().RunAsync(Cancel));
        });

        many.AllCommands.ShouldBe(few.AllCommands);
        (few.AllCommands, few.Returned, many.Returned).ShouldBe((8, 3, 3));
    }

    [Fact]
    public async Task A_sweep_of_an_operation_that_is_at_work_costs_the_same_for_any_number_of_accounts()
    {
        var (few, many) = await CompareAsync(CostStage.AtWork(), stage => stage.CostOfAsync(() => stage.Service<OperationChore>().RunAsync(Cancel)));

        many.AllCommands.ShouldBe(few.AllCommands);
        many.Returned.ShouldBe(few.Returned);
    }

    [Fact]
    public async Task A_wish_is_repeated_only_to_accounts_that_have_not_heard_it()
    {
        var paused = CostStage.AtWork() with { Status = AccountStateStatus.Paused };

        var (few, many) = await CompareAsync(paused, async stage =>
        {
            await stage.SetAsync("batchAccountStates", new BsonDocument("accountId", CostStage.Id(7)), new BsonDocument("status", "processing"));
            await stage.SetAsync("operations", [], new BsonDocument("requested", "pause"));
            return await stage.CostOfAsync(() => stage.Service<OperationChore>().RunAsync(Cancel));
        });

        (many.AllCommands, many.AllDocuments).ShouldBe((few.AllCommands, few.AllDocuments));
        many.AllDocuments.ShouldBe(1);
    }

    [Fact]
    public async Task A_pause_of_everything_costs_two_commands_for_each_page()
    {
        var (few, many) = await CompareAsync(CostStage.AtWork(), stage => stage.CostOfAsync(() => stage.Service<OperationControl>().PauseAsync(CostStage.Operation, Cancel)));

        // Two pages of ids instead of one, and a look for a third; one write for each of the two.
        (many.AllCommands - few.AllCommands).ShouldBe(3);
        (few.Commands["update"], many.Commands["update"]).ShouldBe((2, 3));
    }

    [Fact]
    public async Task A_resume_of_blocked_accounts_costs_some_commands_for_each_page()
    {
        var blocked = CostStage.AtWork() with { Status = AccountStateStatus.Blocked, BlockedAt = Sample.Start };

        var (few, many) = await CompareAsync(blocked, stage => stage.CostOfAsync(
            () => stage.Service<OperationControl>().ResumeAsync(CostStage.Operation, force: false, Cancel)));

        // Each page of blocked accounts is read, reserved, and told, twice.
        (many.AllCommands - few.AllCommands).ShouldBe(8);
    }

    [Fact]
    public async Task A_start_costs_some_commands_for_each_page()
    {
        var few = await StartAsync(Few);
        var many = await StartAsync(Many);

        // Accounts are read, their states inserted, and their heads woken in pages of 1,000. Here the heads are made, too.
        (many.AllCommands - few.AllCommands).ShouldBe(2 + 1 + 2);
        many.Commands["aggregate"].ShouldBe(2);
    }

    [Fact]
    public async Task Progress_costs_one_statement_and_the_accounts_shown()
    {
        var path = $"/api/batch-progress/{CostStage.Operation}?limit=10";

        var (few, many) = await CompareAsync(CostStage.AtWork(), stage => stage.CostOfAsync(HttpMethod.Get, path));

        many.AllCommands.ShouldBe(few.AllCommands);
        (few.AllCommands, few.Returned, many.Returned).ShouldBe((6, 1 + 1 + 50 + 50 + 50, 1 + 1 + 100 + 100 + 100));
    }

    [Fact]
    public async Task Viewers_with_other_limits_and_filters_share_the_statement()
    {
        await using var stage = await CostStage.StartAsync(Few, CostStage.AtWork());
        await stage.CostOfAsync(HttpMethod.Get, $"/api/batch-progress/{CostStage.Operation}");

        var cost = await stage.CostOfAsync(async () =>
        {
            foreach (var query in (string[])["limit=5", "limit=100", "limit=500", "status=blocked"])
                await stage.CostOfAsync(HttpMethod.Get, $"/api/batch-progress/{CostStage.Operation}?{query}");
        });

        cost.Commands.GetValueOrDefault("aggregate").ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Many_failed_jobs_cost_one_statement()
    {
        var tolerant = CostStage.AtWork() with { ToleratedFailurePercent = 50 };

        var (few, many) = await CompareAsync(tolerant, stage => stage.CostOfAsync(async () =>
        {
            for (var job = 0; job < 20; job++)
                (await stage.Service<FailureLimit>().CheckAsync(CostStage.Operation, 1)).ShouldBeFalse();
        }));

        (few.AllCommands, many.AllCommands).ShouldBe((2, 2));
    }

    private static async Task<(StandInCounts Few, StandInCounts Many)> CompareAsync(Run run, Func<CostStage, Task<StandInCounts>> what)
    {
        var costs = new List<StandInCounts>();
        foreach (var accounts in (int[])[Few, Many])
        {
            await using var stage = await CostStage.StartAsync(accounts, run);
            costs.Add(await what(stage));
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{accounts} accounts: {costs[^1].AllCommands} commands ({string.Join(", ", costs[^1].Commands)}), {costs[^1].AllDocuments} statements, {costs[^1].Examined} examined, {costs[^1].Returned} returned"));
        }

        return (costs[0], costs[1]);
    }

    private static async Task<StandInCounts> StartAsync(int accounts)
    {
        await using var stage = await CostStage.StartAsync(accounts);
        var cost = await stage.CostOfAsync(HttpMethod.Post, "/api/init-batch-update");
        (await stage.Database.GetCollection<BsonDocument>("accountHeads").CountDocumentsAsync(
            MongoDB.Driver.Builders<BsonDocument>.Filter.Lte("dueAt", DateTime.UtcNow.AddMinutes(1)), cancellationToken: Cancel)).ShouldBe(accounts);
        TestContext.Current.TestOutputHelper?.WriteLine($"{accounts} accounts: {string.Join(", ", cost.Commands)}");
        return cost;
    }

    private static Task BlockAsync(CostStage stage, int account) => stage.SetAsync(
        "batchAccountStates", new BsonDocument("accountId", CostStage.Id(account)), new BsonDocument { { "status", "blocked" }, { "blockedAt", DateTime.UtcNow } });
}
