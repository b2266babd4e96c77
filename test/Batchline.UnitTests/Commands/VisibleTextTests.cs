using System.Globalization;
using Batchline.Output;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Commands;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain, Zoë 日本 😀", "plain, Zoë 日本 😀")]
    [InlineData("\u001b[2J", "\ufffd[2J")]
    [InlineData("\u009b2J", "\ufffd2J")]
    [InlineData("a\0b\u0007\u007f", "a\ufffdb\ufffd\ufffd")]
    [InlineData("\u202e\u2066\u200e\u200f\ufeff", "\ufffd\ufffd\ufffd\ufffd\ufffd")]
    [InlineData("one\r\ntwo\tthree\u0085four\u2028five\u2029six", "one  two three\ufffdfour five six")]
    [InlineData("👩\u200d🔧 می\u200cخواهم", "👩\u200d🔧 می\u200cخواهم")]
    public void A_text_is_one_line_that_steers_nothing(string text, string shown) => VisibleText.OneLine(text).ShouldBe(shown);

    [Fact]
    public void No_text_keeps_a_character_that_steers() => Gen.String.Sample(text =>
    {
        var shown = VisibleText.OneLine(text);

        shown.Length.ShouldBe(text.Length);
        shown.ShouldAllBe(character => !char.IsControl(character) && character != '\u2028' && character != '\u2029'
            && (char.GetUnicodeCategory(character) != UnicodeCategory.Format || character == '\u200c' || character == '\u200d'));
        VisibleText.OneLine(shown).ShouldBe(shown);
    });

    [Fact]
    public async Task A_terminal_gets_lines_and_nothing_that_steers_it_however_they_are_written()
    {
        var seen = new StringWriter();
        await using var terminal = VisibleWriter.Over(seen);
        const string Odd = "a\u001b\u009b\u202e\r\n\tb";

        terminal.Write(Odd);
        terminal.Write(Odd.AsSpan());
        terminal.Write(Odd.ToCharArray());
        foreach (var character in Odd)
            terminal.Write(character);
        await terminal.WriteAsync(Odd);
        await terminal.WriteAsync(Odd.AsMemory(), TestContext.Current.CancellationToken);
        await terminal.WriteLineAsync(Odd);

        seen.ToString().ShouldBe(string.Concat(Enumerable.Repeat("a\ufffd\ufffd\ufffd\n\tb", 7)) + Environment.NewLine);
    }
}
