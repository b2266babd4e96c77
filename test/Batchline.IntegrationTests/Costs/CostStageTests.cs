using Batchline.Engine.Accounts;
using Batchline.Engine.Heads;
using Batchline.Engine.Operations;
using Batchline.IntegrationTests.Stores.Fixtures;

namespace Batchline.IntegrationTests.Costs;

public sealed class CostStageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_accounts_costs_one_command_and_the_documents_shown()
    {
        await using var stage = await CostStage.StartAsync(50);

        var cost = await stage.CostOfAsync(() => stage.Service<IAccountStore>().ListAsync(null, 50, Cancel));

        (cost.AllCommands, cost.Examined, cost.Returned).ShouldBe((1, 50, 50));
    }

    [Fact]
    public async Task Every_copy_is_at_work_as_the_first_account_is()
    {
        await using var stage = await CostStage.StartAsync(3, CostStage.AtWork());

        var states = await stage.Service<IAccountStateReader>().ListAsync(CostStage.Operation, AccountStateStatus.Processing, null, 10, Cancel);
        var heads = await stage.Service<IHeadStore>().ReadAsync([.. states.Select(state => state.AccountId)], Cancel);

        states.Select(state => (state.AccountId, state.Counters.Completed)).ShouldBe([.. Enumerable.Range(1, 3).Select(number => (Sample.AccountId(number), 5L))]);
        heads.Select(head => head.Body.Run!.Counters.Completed).ShouldBe([5, 5, 5]);
    }
}
