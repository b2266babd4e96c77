using Batchline.Engine.Doors;
using Batchline.Engine.Ids;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Doors;

/// <summary>Accounts are handed only to who answered last time.</summary>
public sealed class DoorBookTests
{
    private static readonly string[] Living = ["a", "b"];
    private static readonly AccountId Account = new(new string('1', 24));

    private readonly FakeTimeProvider _clock = new();
    private readonly DoorBook _book;

    public DoorBookTests() => _book = new DoorBook(_clock);

    [Fact]
    public void A_door_is_asked_before_anything_is_handed_to_it()
    {
        _book.ToAsk(Living).ShouldBe(Living);
        _book.LoadOf(Living).ShouldBeEmpty();

        _book.Answered("a", Handover.Nothing, new DoorAnswer(0, 7, IsOpen: true));

        _book.ToAsk(Living).ShouldBe(["b"]);
        _book.LoadOf(Living).ShouldBe(new Dictionary<string, int> { ["a"] = 7 });
    }

    [Fact]
    public void One_that_refuses_is_asked_again_with_the_next_look()
    {
        _book.Answered("a", Handover.Nothing, new DoorAnswer(0, 7, IsOpen: true));

        _book.Answered("a", new Handover([Account], 0), new DoorAnswer(0, 7, IsOpen: false));

        _book.LoadOf(Living).ShouldBeEmpty();
        _book.ToAsk(Living).ShouldBe(Living);
        _book.WasHanded(Account).ShouldBeFalse();
    }

    [Fact]
    public void One_that_does_not_answer_is_left_alone_for_five_seconds()
    {
        _book.Answered("a", Handover.Nothing, new DoorAnswer(0, 0, IsOpen: true));

        _book.DidNotAnswer("a");

        _book.LoadOf(Living).ShouldBeEmpty();
        _book.ToAsk(["a"]).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        _book.ToAsk(["a"]).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _book.ToAsk(["a"]).ShouldBe(["a"]);
    }

    [Fact]
    public void What_was_taken_is_not_handed_over_again_until_its_lease_must_be_there()
    {
        _book.Answered("a", new Handover([Account, new AccountId(new string('2', 24))], 0), new DoorAnswer(1, 1, IsOpen: true));

        _book.WasHanded(Account).ShouldBeTrue();
        _book.WasHanded(new AccountId(new string('2', 24))).ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(3));
        _book.WasHanded(Account).ShouldBeFalse();
    }
}
