using Batchline.Api.Requests;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class CursorTests
{
    [Fact]
    public void What_goes_in_comes_out()
    {
        Gen.String[Gen.Char.AlphaNumeric, 0, 50].Array[1, 4].Sample(parts => Cursor.Decode(Cursor.Encode(parts), parts.Length)!.SequenceEqual(parts));
    }

    [Fact]
    public void It_fits_into_a_query_as_it_is()
    {
        Gen.String[0, 30].Sample(part => Cursor.Encode(part).All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("a b")]
    [InlineData("bnVsbA")]
    [InlineData("W251bGxd")]
    [InlineData("WyJhIiwiYiJd")]
    [InlineData("eyJhIjoxfQ")]
    public void Anything_else_is_no_cursor(string text)
    {
        Cursor.Decode(text, 1).ShouldBeNull();
    }

    [Fact]
    public void Chance_never_throws()
    {
        Gen.String[0, 100].Sample(text => Cursor.Decode(text, 1) is null or { Length: 1 });
    }

    [Fact]
    public void An_endless_cursor_is_refused_unread()
    {
        Cursor.Decode(Cursor.Encode(new string('a', 2000)), 1).ShouldBeNull();
    }
}
