using Batchline.Engine.Operations;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Operations;

public sealed class ListTroublesTests
{
    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, "1 row of the lists of Workiz could not be taken. Each account's state says more.")]
    [InlineData(7, 0, "7 rows of the lists of Workiz could not be taken. Each account's state says more.")]
    [InlineData(0, 1, "The list of 1 account could not be read to its end. Each account's state says more.")]
    [InlineData(2, 3, "2 rows of the lists of Workiz could not be taken. The lists of 3 accounts could not be read to their end. Each account's state says more.")]
    public void What_was_odd_about_lists_is_told_in_one_line(long oddRows, int listings, string? told)
    {
        var counters = new Counters { Completed = 10, Failed = oddRows, OddRows = oddRows, ListingsFailed = listings };

        ListTroubles.Of(counters).ShouldBe(told);
    }
}
