using Batchline.Commands.Watching;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class WaitLinesTests
{
    private readonly WaitLines _lines = new();

    [Fact]
    public void A_wait_is_told_when_it_begins_when_it_changes_and_when_it_is_over()
    {
        string[][] told =
        [
            [.. _lines.Next(Moment.Of(0, Moment.Account()))],
            [.. _lines.Next(Moment.Of(1, Moment.Account("no answer", until: 60)))],
            [.. _lines.Next(Moment.Of(2, Moment.Account("no answer", until: 60)))],
            [.. _lines.Next(Moment.Of(61, Moment.Account("still no answer", until: 180)))],
            [.. _lines.Next(Moment.Of(181, Moment.Account()))],
            [.. _lines.Next(Moment.Of(182, Moment.Account()))],
            [.. _lines.Next(Moment.Of(183, Moment.Account()))],
        ];

        told.ShouldBe([[], ["  Shop: no answer"], [], ["  Shop: still no answer"], [], ["  Shop: goes on."], []]);
    }

    [Fact]
    public void A_reason_that_is_gone_for_one_moment_only_is_the_same_wait()
    {
        _lines.Next(Moment.Of(0, Moment.Account("no answer", until: 60)));
        _lines.Next(Moment.Of(60, Moment.Account()));

        var again = _lines.Next(Moment.Of(61, Moment.Account("no answer", until: 180)));
        var gone = _lines.Next(Moment.Of(180, Moment.Account()));

        again.ShouldBeEmpty();
        gone.ShouldBeEmpty();
    }

    [Fact]
    public void A_wait_of_less_than_three_seconds_is_not_told()
    {
        var shortly = _lines.Next(Moment.Of(10, Moment.Account("a pace", until: 12)));
        var longer = _lines.Next(Moment.Of(10, Moment.Account("a pace", until: 13)));

        (shortly.Count, longer.Count).ShouldBe((0, 1));
    }

    [Fact]
    public void A_wait_for_a_person_has_no_end_and_is_told_at_once()
    {
        var blocked = _lines.Next(Moment.Of(0, Moment.Account("Blocked: its key is refused.", status: "blocked")));

        blocked.ShouldBe(["  Shop: Blocked: its key is refused."]);
    }

    [Fact]
    public void An_account_that_ended_behind_a_wait_says_so()
    {
        _lines.Next(Moment.Of(0, Moment.Account("no answer", until: 60)));
        _lines.Next(Moment.Of(61, Moment.Account(status: "completed")));

        _lines.Next(Moment.Of(62, Moment.Account(status: "completed"))).ShouldBe(["  Shop: completed."]);
    }

    [Fact]
    public void Many_that_begin_to_wait_at_once_are_counted()
    {
        var accounts = Enumerable.Range(1, 23).Select(number => Moment.Account("full", name: $"Shop {number}")).ToArray();

        var lines = _lines.Next(Moment.Of(0, accounts));

        lines.Count.ShouldBe(21);
        (lines[0], lines[^1]).ShouldBe(("  Shop 1: full", "  … and 3 more accounts."));
    }

    [Fact]
    public void Names_and_sentences_cannot_control_the_terminal()
    {
        var lines = _lines.Next(Moment.Of(0, Moment.Account("a\u001b[2Jb\nc", name: "S\rhop")));

        lines.ShouldBe(["  S hop: a\uFFFD[2Jb c"]);
    }

    [Fact]
    public void Nothing_is_told_of_waits_once_the_operation_is_over()
    {
        _lines.Next(Moment.Of(0, Moment.Account("no answer", until: 60)));

        _lines.Next(Moment.Of(1, Moment.Account()) with { Status = "cancelled" }).ShouldBeEmpty();
        _lines.Next(Moment.Of(2, Moment.Account()) with { Status = "cancelled" }).ShouldBeEmpty();
    }
}
