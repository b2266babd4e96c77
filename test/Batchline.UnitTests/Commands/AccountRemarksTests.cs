using Batchline.Api.BatchProgress;
using Batchline.Commands.Watching;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class AccountRemarksTests
{
    [Fact]
    public void An_account_with_nothing_to_say_has_no_line()
    {
        AccountRemarks.Of(Moment.Of(0, Moment.Account())).ShouldBeEmpty();
    }

    [Fact]
    public void Each_row_that_was_not_taken_is_named_and_the_rest_is_counted()
    {
        var account = Moment.Account(status: "completed") with
        {
            OddRows = new OddRowsView(5, [new OddRowView(1, 61, "its UUID is an object"), new OddRowView(2, 3, "it has\nno UUID")]),
            Error = "its list repeated page 2 and was ended there",
        };

        AccountRemarks.Of(Moment.Of(0, account)).ShouldBe(
        [
            "Shop: its list repeated page 2 and was ended there",
            "Shop: page 1, row 61 of its list was not taken: its UUID is an object",
            "Shop: page 2, row 3 of its list was not taken: it has no UUID",
            "Shop: … and 3 more rows of its list.",
        ]);
    }

    [Fact]
    public void An_error_that_the_sentence_quotes_is_told_once()
    {
        var quoted = Moment.Account("Waiting because Workiz does not answer properly (503).") with { Error = "503" };
        var blocked = Moment.Account("Blocked because Workiz refuses its key (HTTP 401: Bad key). Give it another.", name: "Bad", status: "blocked") with { Error = "HTTP 401: Bad key." };
        var other = Moment.Account("Waiting because its Workiz quota is used up.", name: "Other") with { Error = "503" };

        AccountRemarks.Of(Moment.Of(0, quoted, blocked, other)).ShouldBe(
        [
            "Shop: Waiting because Workiz does not answer properly (503).",
            "Bad: Blocked because Workiz refuses its key (HTTP 401: Bad key). Give it another.",
            "Other: Waiting because its Workiz quota is used up.",
            "Other: 503",
        ]);
    }

    [Fact]
    public void Of_a_thousand_accounts_fifty_are_told()
    {
        var accounts = Enumerable.Range(1, 1000).Select(number => Moment.Account("full", name: $"Shop {number}")).ToArray();

        var notes = AccountRemarks.Of(Moment.Of(0, accounts)).ToList();

        (notes.Count, notes[49], notes[50]).ShouldBe((51, "Shop 50: full", "… and 950 more accounts."));
    }
}
