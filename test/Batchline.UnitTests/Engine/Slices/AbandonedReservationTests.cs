using Batchline.Engine.Operations;
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
}
