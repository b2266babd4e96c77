using Batchline.Engine.Batches;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class DeletedAccountTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L1_An_operation_ends_again_when_a_batch_of_a_deleted_account_is_retried()
    {
        using var shop = new Workshop();
        var (account, operation, batch) = await shop.FailOneAsync();
        var requests = shop.Workiz.Requests.Count;
        await RemoveAsync(shop, account);

        await shop.Get<BatchRetrier>().RetryAsync(batch.Id, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        shop.Workiz.Requests.Count.ShouldBe(requests);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(3);
    }

    [Fact]
    public async Task L1_An_operation_that_is_resumed_ends_without_its_deleted_account()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        shop.Workiz.Script = _ => new WorkizAnswer.Refused("no");
        var operation = await shop.StartAsync(new StartRequest { BatchSize = 2 });
        await shop.DriveAsync(TimeSpan.FromMinutes(5));
        (await shop.StateAsync(operation, account)).Status.ShouldBe(AccountStateStatus.Blocked);
        await RemoveAsync(shop, account);

        await shop.Get<OperationControl>().ResumeAsync(operation, force: false, TestEnd);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.StateAsync(operation, account)).ShouldSatisfyAllConditions(
            state => state.Status.ShouldBe(AccountStateStatus.Cancelled),
            state => state.Active.ShouldBeFalse());
        OperationTransitions.IsTerminal((await shop.OperationAsync(operation)).Status).ShouldBeTrue();
        (await shop.BatchesAsync(operation)).ShouldAllBe(batch => batch.Status == BatchStatus.Cancelled);
    }

    [Fact]
    public async Task An_account_is_not_deleted_while_an_operation_has_it()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 4);
        var operation = await shop.StartAsync();

        (await shop.Get<AccountRemover>().RemoveAsync(account, deleteJobs: true, TestEnd)).ShouldBe(operation);
        await shop.DriveAsync(TimeSpan.FromMinutes(5));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Completed.ShouldBe(4);
    }

    private static async Task RemoveAsync(Workshop shop, AccountId account) =>
        (await shop.Get<AccountRemover>().RemoveAsync(account, deleteJobs: false, TestEnd)).ShouldBeNull();
}
