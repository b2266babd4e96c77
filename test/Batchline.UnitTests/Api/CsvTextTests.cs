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
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_text_that_would_be_a_formula_is_guarded_and_a_number_is_not(string text, string cell) =>
        CsvText.Guarded(text).ShouldBe(cell);

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
