using Batchline.Engine.Chores;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class AbandonedReservationTests
{
    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reservation_of_an_operation_that_was_cleared_away_is_dropped()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        var operation = await shop.OperationAsync(await shop.StartAsync());
        var cleared = operation with { Rev = operation.Rev + 1, Admitted = false, Status = OperationStatus.Cancelled };
        (await shop.Get<IOperationStore>().ReplaceAsync(cleared, TestEnd)).ShouldBeTrue();

        await shop.DriveAsync(TimeSpan.FromMinutes(1));

        (await shop.Get<IAccountStateStore>().GetActiveAsync(account, TestEnd)).ShouldBeNull();
        shop.Workiz.Requests.ShouldBeEmpty();
        var next = await shop.StartAsync();
        await shop.DriveAsync(TimeSpan.FromHours(1));
        (await shop.OperationAsync(next)).Status.ShouldBe(OperationStatus.Completed);
    }

    [Fact]
    public async Task L1_A_reservation_that_lands_when_its_start_is_over_is_worked_off()
    {
        using var shop = new Workshop();
        var (early, late) = (await shop.AddAccountAsync(1, 3), await shop.AddAccountAsync(2, 3));
        var operation = await shop.StartAsync(new StartRequest { AccountIds = [early] });
        await shop.Get<IAccountStateStore>().ReserveAsync(
            [new AccountState { Id = "0000000000000000000000d2", OperationId = operation, AccountId = late, Active = true }], TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Planning);

        await shop.Get<OperationChore>().RunAsync(TestEnd);
        await shop.DriveAsync(TimeSpan.FromHours(1));

        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, late)).Counters.Completed.ShouldBe(3);
    }
}
