using Batchline.Engine.Operations;
using Batchline.Engine.Operations.End;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations.End;

public sealed class ListTroublesTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, "1 row of Workiz's job lists could not be read. See each account for details.")]
    [InlineData(7, 0, "7 rows of Workiz's job lists could not be read. See each account for details.")]
    [InlineData(0, 1, "The job list of 1 account could not be read to its end. See each account for details.")]
    [InlineData(2, 3, "2 rows of Workiz's job lists could not be read. The job lists of 3 accounts could not be read to their ends. See each account for details.")]
    public void What_was_odd_about_lists_is_told_in_one_line(long oddRows, int listings, string? told)
    {
        var counters = new Counters { Completed = 10, Failed = oddRows, OddRows = oddRows, ListingsFailed = listings };

        ListTroubles.Of(counters).ShouldBe(told);
    }
}
