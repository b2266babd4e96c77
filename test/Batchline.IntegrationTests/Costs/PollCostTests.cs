using Batchline.Engine.Heads;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Costs;

public sealed class PollCostTests
{
    private const int PageSize = 1000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(50)]
    [InlineData(2000)]
    public async Task A_poll_with_nobody_due_reads_one_head(int accounts)
    {
        await using var stage = await CostStage.StartAsync(accounts, CostStage.AtWork());

        var cost = await stage.CostOfAsync(() => DueAsync(stage, found: 0));

        (cost.AllCommands, cost.Returned).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(2000)]
    public async Task A_poll_reads_the_accounts_that_are_due(int accounts)
    {
        await using var stage = await CostStage.StartAsync(accounts, CostStage.AtWork());
        await stage.SetAsync("accountHeads", new BsonDocument("_id", new BsonDocument("$lte", CostStage.Id(3))), new BsonDocument("dueAt", new BsonDateTime(0)));

        var cost = await stage.CostOfAsync(() => DueAsync(stage, found: 3));

        (cost.AllCommands, cost.Returned).ShouldBe((2, 1 + 3));
    }

    private static async Task DueAsync(CostStage stage, int found) =>
        (await stage.Service<IHeadInbox>().DueAsync(PageSize, Cancel)).Accounts.Count.ShouldBe(found);
}
