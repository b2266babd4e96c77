using Batchline.Engine.Heads;
using Batchline.IntegrationTests.Stores.Fixtures;
using Batchline.IntegrationTests.Stores.Mongo;
using MongoDB.Bson;

namespace Batchline.IntegrationTests.Costs;

/// <summary>One odd write among the checkpoints of many accounts that are written together.</summary>
public sealed class OddWriteCostTests
{
    private const int Accounts = 100;
    private const int Odd = 50;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_the_quick_way_does_not_find_is_the_only_one_written_again()
    {
        await using var stage = await CostStage.StartAsync(Accounts, CostStage.AtWork());
        var heads = await CommitAsync(stage, await AcquireAsync(stage), "first", job: true);
        await stage.SetAsync("jobs", new BsonDocument("accountId", CostStage.Id(Odd)), new BsonDocument("_sync.missingSince", new BsonDateTime(0)));

        var cost = await stage.CostOfAsync(() => CommitAsync(stage, heads, "second", job: true));

        Statements(cost).ShouldBe((2 * Accounts) + 1);
    }

    [Fact]
    public async Task A_lost_lease_costs_the_other_accounts_one_more_command()
    {
        await using var stage = await CostStage.StartAsync(Accounts, CostStage.AtWork());
        var heads = await AcquireAsync(stage);
        await stage.SetAsync("accountHeads", new BsonDocument("_id", CostStage.Id(Odd)), new BsonDocument("fence", heads[Odd - 1].Fence + 1));

        var cost = await stage.CostOfAsync(async () => (await CommitAsync(stage, heads, "first", job: false)).Count.ShouldBe(Accounts - 1));

        // Twice as many if the first checkpoint went alone.
        cost.Commands["update"].ShouldBeInRange(1, 4);
        cost.Commands.GetValueOrDefault("findAndModify").ShouldBeInRange(0, 1);
    }

    private static long Statements(StandInCounts cost) => cost.Documents["update"] + cost.Commands.GetValueOrDefault("findAndModify");

    private static async Task<IReadOnlyList<HeadView>> AcquireAsync(CostStage stage) =>
        [.. (await Task.WhenAll(Enumerable.Range(1, Accounts).Select(number => stage.Service<IHeadStore>().AcquireAsync(
            Sample.AccountId(number), $"owner {number}", TimeSpan.FromMinutes(5), leader: null, Cancel)))).OfType<HeadView>()];

    /// <returns>The heads that were written.</returns>
    private static async Task<IReadOnlyList<HeadView>> CommitAsync(CostStage stage, IReadOnlyList<HeadView> heads, string writeId, bool job)
    {
        var written = await Task.WhenAll(heads.Select(head => stage.Service<IHeadStore>().CommitAsync(
            new Checkpoint
            {
                AccountId = head.AccountId,
                Jobs = !job ? [] : writeId == "first" ? [Sample.Replace("JOB1", Sample.Start)] : [Sample.Touch("JOB1", Sample.Start)],
                Head = HeadWrite.GivingBack(head, writeId, head.Body) with { Lease = TimeSpan.FromMinutes(5) },
            },
            Cancel)));
        return [.. written.OfType<HeadView>()];
    }
}
