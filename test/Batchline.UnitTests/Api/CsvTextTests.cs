using System.Text.Json;
using Batchline.Api.Export;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Api;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-", "'-")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("+15551234567", "+15551234567")]
    [InlineData("-1e5", "-1e5")]
    [InlineData("\r=1", "'\r'=1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\u00a0=1+1", "'\u00a0=1+1")]
    [InlineData("\u200b=1+1", "'\u200b=1+1")]
    [InlineData("\ufeff=1+1", "'\ufeff=1+1")]
    [InlineData("\u0001=1+1", "'\u0001=1+1")]
    [InlineData("x;=1+1", "x;'=1+1")]
    [InlineData("x; =1+1;y", "x;' =1+1;y")]
    [InlineData("x;\"=1+1;\"", "x;'\"=1+1;\"")]
    [InlineData("x\t@SUM(A1)", "x\t'@SUM(A1)")]
    [InlineData("x\n=1+1\n=2", "x\n'=1+1\n'=2")]
    [InlineData("x\r\n-cmd|' /C calc'!A0", "x\r\n'-cmd|' /C calc'!A0")]
    [InlineData("x;+HYPERLINK(A1)", "x;'+HYPERLINK(A1)")]
    [InlineData("Bring:\n- a ladder\n- 2 filters", "Bring:\n- a ladder\n- 2 filters")]
    [InlineData("low; -5.5", "low; -5.5")]
    [InlineData(" -12.50 ", " -12.50 ")]
    [InlineData(";", ";")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_text_that_would_be_a_formula_is_guarded_and_a_number_is_not(string text, string cell) =>
        CsvText.Guarded(text).ShouldBe(cell);

    [Theory]
    [InlineData("x;y", true)]
    [InlineData("x,y", true)]
    [InlineData("x\ty", true)]
    [InlineData("x\ry", true)]
    [InlineData("x\ny", true)]
    [InlineData("x\"y", true)]
    [InlineData("x|y", true)]
    [InlineData("'=1+1", true)]
    [InlineData(" x", true)]
    [InlineData("x\u00a0", true)]
    [InlineData("x y", false)]
    [InlineData("-12.50", false)]
    [InlineData("", false)]
    public void A_cell_that_some_program_would_split_or_trim_needs_quotes(string cell, bool needs) =>
        CsvText.NeedsQuotes(cell).ShouldBe(needs);

    [Theory]
    [InlineData("null", "")]
    [InlineData("\"text\"", "text")]
    [InlineData("4995.50", "4995.50")]
    [InlineData("true", "true")]
    [InlineData("[{\"id\":1}, 2]", "[{\"id\":1}, 2]")]
    [InlineData("-0", "-0")]
    [InlineData("1e400", "1e400")]
    public void Values_are_written_as_they_came(string json, string cell) =>
        CsvText.Of(JsonSerializer.Deserialize<JsonElement>(json)).ShouldBe(cell);

    [Theory]
    [InlineData("\"half \\ud83d\"", "half \ufffd")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("[{\"Name\":\"half \\ud83d\"}, 1.50]", "[{\"Name\":\"half \\ufffd\"}, 1.50]")]
    public void Half_an_emoji_is_written_as_the_replacement_character(string json, string cell) =>
        CsvText.Of(JsonSerializer.Deserialize<JsonElement>(json)).ShouldBe(cell);
}
