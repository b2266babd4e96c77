using Batchline.Engine.Operations;
using Batchline.Engine.Workiz;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Slices;

public sealed class OddAnswerTests
{
    [Fact]
    public async Task A_single_odd_answer_is_asked_again_without_a_person()
    {
        using var shop = new Workshop();
        var account = await shop.AddAccountAsync(1, 3);
        var odd = 1;
        shop.Workiz.Script = request => request.Uuid == "J001" && odd-- > 0
            ? new WorkizAnswer.Invalid("the answer is about another job (J999)") { MayPass = true }
            : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Gets.ShouldBe(["J000", "J001", "J002", "J001"]);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.Completed);
        (await shop.StateAsync(operation, account)).Counters.Failed.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_is_always_answered_oddly_fails_in_the_end_and_is_not_asked_for_ever()
    {
        using var shop = new Workshop();
        await shop.AddAccountAsync(1, 2);
        shop.Workiz.Script = request => request.Uuid == "J001" ? new WorkizAnswer.Invalid("refused by Workiz") { MayPass = true } : null;
        var operation = await shop.StartAsync();

        await shop.DriveAsync(TimeSpan.FromHours(1));

        shop.Workiz.Gets.Count(uuid => uuid == "J001").ShouldBe(4);
        (await shop.OperationAsync(operation)).Status.ShouldBe(OperationStatus.CompletedWithErrors);
    }
}
