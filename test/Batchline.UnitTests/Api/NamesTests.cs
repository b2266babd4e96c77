using Batchline.Api.Requests;
using Batchline.Engine.Batches;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class NamesTests
{
    [Fact]
    public void Names_are_those_of_the_contract()
    {
        Names<BatchStatus>.All.ShouldBe("pending, processing, completed, failed, completed_with_errors, cancelled");
        Names<OperationStatus>.All.ShouldBe("planning, processing, paused, completed, completed_with_errors, failed, cancelled");
        Names<AccountStateStatus>.All.ShouldBe("processing, completed, paused, blocked, cancelled");
        Names<Strategy>.All.ShouldBe("each, listFirst");
        Names<OnBusy>.All.ShouldBe("reject, skip");
        Names<WaitingReason>.All.ShouldBe("quota, upstream, retry, budget, pace, worker, store");
    }

    [Theory]
    [InlineData("Completed")]
    [InlineData("COMPLETED")]
    [InlineData("completedWithErrors")]
    [InlineData("2")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_spellings_are_refused(string? name)
    {
        Names<BatchStatus>.TryParse(name, out _).ShouldBeFalse();
    }
}
