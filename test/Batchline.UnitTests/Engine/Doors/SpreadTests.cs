using Batchline.Engine.Doors;
using Batchline.Engine.Ids;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Doors;

public sealed class SpreadTests
{
    [Fact]
    public void Each_account_goes_to_whoever_has_the_fewest()
    {
        var handovers = Spread.Over(Accounts(5), Load(("a", 3), ("b", 0), ("c", 1)));

        handovers.ToDictionary(pair => pair.Key, pair => pair.Value.Accounts.Count).ShouldBe(Load(("a", 0), ("b", 3), ("c", 2)), ignoreOrder: true);
        handovers.Values.SelectMany(handover => handover.Accounts).ShouldBe(Accounts(5), ignoreOrder: true);
        handovers.Values.ShouldAllBe(handover => handover.GiveAway == 0);
    }

    [Fact]
    public void Whoever_has_more_than_its_part_gives_the_rest_away_when_another_process_comes()
    {
        var handovers = Spread.Over([], Load(("old", 100), ("new", 0)));

        handovers["old"].GiveAway.ShouldBe(50);
        handovers["new"].GiveAway.ShouldBe(0);
    }

    [Fact]
    public void A_few_accounts_more_than_its_part_are_not_worth_a_move() =>
        Spread.Over([], Load(("a", 104), ("b", 96))).Values.ShouldAllBe(handover => handover.GiveAway == 0);

    [Fact]
    public void Without_an_open_door_nothing_is_handed_over() => Spread.Over(Accounts(3), Load()).ShouldBeEmpty();

    private static List<AccountId> Accounts(int count) => [.. Enumerable.Range(1, count).Select(number => new AccountId($"{number:x24}"))];

    private static Dictionary<string, int> Load(params (string Door, int AtWork)[] doors) => doors.ToDictionary(door => door.Door, door => door.AtWork);
}
