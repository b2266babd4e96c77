using Batchline.Api.Operations;
using Batchline.Engine.Ids;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class StartRequestHashTests
{
    private static readonly AccountId One = new("000000000000000000000001");
    private static readonly AccountId Two = new("000000000000000000000002");

    [Fact]
    public void The_order_of_accounts_means_nothing()
    {
        StartRequestHash.Of(new StartRequest { AccountIds = [One, Two] }).ShouldBe(StartRequestHash.Of(new StartRequest { AccountIds = [Two, One] }));
    }

    [Fact]
    public void Every_field_counts()
    {
        StartRequest[] requests =
        [
            new(),
            new() { AccountIds = [One] },
            new() { BatchSize = 5 },
            new() { Strategy = Strategy.ListFirst },
            new() { Since = DateTimeOffset.UnixEpoch },
            new() { Full = true },
            new() { OnBusy = OnBusy.Skip },
            new() { ToleratedFailurePercent = 5 },
        ];

        requests.Select(StartRequestHash.Of).Distinct().Count().ShouldBe(requests.Length);
    }
}
