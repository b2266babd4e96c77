using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Heads;

public sealed class ControlTests
{
    private static readonly Control Pause = new(Sample.Operation, ControlAction.Pause, 5);

    [Fact]
    public void A_wish_that_arrives_late_does_not_replace_a_later_one()
    {
        var later = Pause with { Action = ControlAction.Run, Rev = 6 };

        Pause.Over(later).ShouldBe(later);
        later.Over(Pause).ShouldBe(later);
    }

    [Fact]
    public void Of_two_wishes_of_one_revision_the_one_written_last_counts()
    {
        var repeated = Pause with { Action = ControlAction.Cancel };

        repeated.Over(Pause).ShouldBe(repeated);
        Pause.Over(null).ShouldBe(Pause);
    }

    [Fact]
    public void A_wish_about_another_operation_says_nothing_about_this_one()
    {
        var other = new Control(new OperationId("0000000000000000000000ff"), ControlAction.Cancel, 900);

        Pause.Over(other).ShouldBe(Pause);
    }
}
