using Batchline.Chores;
using Batchline.Engine.Chores;
using Batchline.Engine.Freshness;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Mongo;
using Batchline.Telemetry;

namespace Batchline.IntegrationTests.Costs;

/// <summary>What people and chores read costs what is shown, or pages of a thousand: 50 accounts with two jobs and a batch each, and 2,000.</summary>
public sealed class ReadCostTests(ReadCostStages stages) : IClassFixture<ReadCostStages>
{
    private const string ListFirst = """{"strategy":"listFirst"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_accounts_costs_the_same_however_many_accounts_there_are()
    {
        await CostsAsync(WithFreshnessAsync);
        var (few, many) = await CostsAsync(WithFreshnessAsync);

        // Accounts, heads, and job counts. Freshness is kept for a minute.
        (few.AllCommands, many.AllCommands).ShouldBe((3, 3));
        (few.Returned, many.Returned).ShouldBe((150, 151));
    }

    [Fact]
    public async Task The_overview_reads_pages_of_a_thousand_and_what_it_shows()
    {
        await CostsAsync(WithFreshnessAsync);
        var (few, many) = await CostsAsync(stage => stage.CostOfAsync(HttpMethod.Get, "api/accounts/overview"));

        // Eight accounts are shown: they, their heads, and their job counts. Before that come pages of accounts, the last one empty, and of heads.
        (few.AllCommands, many.AllCommands).ShouldBe((3 + 2, 3 + 5));
    }

    [Fact]
    public async Task A_preview_costs_pages_of_a_thousand()
    {
        var (few, many) = await CostsAsync(stage => stage.CostOfAsync(
            HttpMethod.Post, "api/init-batch-update?preview=true", new StringContent(ListFirst, null, "application/json")));

        // To choose: pages of accounts, the last one empty. For each thousand: heads, accounts, and three counts.
        (few.AllCommands, many.AllCommands).ShouldBe((1 + 5, 3 + 10));
    }

    [Fact]
    public async Task A_page_of_batches_costs_the_same_however_many_accounts_they_belong_to()
    {
        var (few, many) = await CostsAsync(stage => stage.CostOfAsync(HttpMethod.Get, $"api/operations/{CostStage.Operation}/batches?limit=50"));

        (many.AllCommands, many.Returned).ShouldBe((few.AllCommands, few.Returned + 3));
        few.AllCommands.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_batch_map_costs_three_commands_for_each_thousand_batches()
    {
        var (few, many) = await CostsAsync(stage => stage.CostOfAsync(HttpMethod.Get, $"api/operations/{CostStage.Operation}/batch-map"));

        (few.AllCommands, many.AllCommands).ShouldBe((1 + 3, 1 + 3 + 3 + 1));
    }

    [Fact]
    public async Task The_freshness_of_a_thousand_accounts_costs_two_commands()
    {
        var (few, many) = (await stages.Few.CostOfAsync(() => FreshnessAsync(stages.Few, 50)), await stages.Many.CostOfAsync(() => FreshnessAsync(stages.Many, 1000)));

        (few.AllCommands, many.AllCommands).ShouldBe((2, 2));
        (few.Returned, many.Returned).ShouldBe((100, 2000));
    }

    [Fact]
    public async Task Chores_cost_the_same_however_many_accounts_there_are()
    {
        var (few, many) = await CostsAsync(async stage =>
        {
            // The sweep has tests of its own.
            var chores = stage.Service<IEnumerable<IChore>>().Where(chore => chore is not OperationChore).ToList();
            chores.ShouldContain(chore => chore is FreshnessChore);
            chores.ShouldContain(chore => chore is DueGauge);
            return await stage.CostOfAsync(async () =>
            {
                foreach (var chore in chores)
                    await chore.RunAsync(Cancel);
            });
        });

        many.AllCommands.ShouldBe(few.AllCommands);
    }

    private static Task<StandInCounts> WithFreshnessAsync(CostStage stage) => stage.CostOfAsync(HttpMethod.Get, "api/accounts?limit=50");

    private static async Task FreshnessAsync(CostStage stage, int accounts) =>
        await stage.Service<IFreshnessReader>().ReadAsync([.. Enumerable.Range(1, accounts).Select(Sample.AccountId)], Cancel);

    private async Task<(StandInCounts Few, StandInCounts Many)> CostsAsync(Func<CostStage, Task<StandInCounts>> of) => (await of(stages.Few), await of(stages.Many));
}
