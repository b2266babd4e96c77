using System.Text.Json;
using Batchline.Engine.Records;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Records;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""
        "half \ud83d"
        """, "half \ufffd")]
    [InlineData("""
        "half \uDE00 b"
        """, "half \ufffd b")]
    [InlineData("""
        "\ud83d\ud83d\ude00"
        """, "\ufffd\ud83d\ude00")]
    [InlineData("""
        "\ude00\ud83d\n\u00e9"
        """, "\ufffd\ufffd\né")]
    [InlineData("""
        "\\ud83d \ud83d"
        """, "\\ud83d \ufffd")]
    [InlineData("""
        "plain \ud83d\ude00 \""
        """, "plain 😀 \"")]
    [InlineData("-0.50", "-0.50")]
    public void Half_an_emoji_reads_as_the_replacement_character(string json, string text) =>
        JsonText.Of(JsonElement.Parse(json)).ShouldBe(text);

    [Fact]
    public void A_name_cut_through_an_emoji_reads_with_the_replacement_character()
    {
        var record = JsonElement.Parse("""{"crew \ud83d":1,"a\u0062c":2}""");

        record.EnumerateObject().Select(JsonText.NameOf).ShouldBe(["crew \ufffd", "abc"]);
    }

    [Fact]
    public void A_field_is_found_beside_a_name_that_cannot_be_read()
    {
        var record = JsonElement.Parse("""{"Status":"Old","Status":"Done","\ud83d remarks of the crew":1}""");

        JsonText.Field(record, "Status").ShouldNotBeNull().GetString().ShouldBe("Done");
        JsonText.Field(record, "JobDateTime").ShouldBeNull();
    }

    [Fact]
    public void Mended_json_differs_in_the_halves_only()
    {
        const string Json = """[{"Name":"half \uD83D, whole \uD83D\uDE00, no escape \\ud83d", "n": 1.50}]""";

        JsonText.Mended(Json).ShouldBe("""[{"Name":"half \ufffd, whole \uD83D\uDE00, no escape \\ud83d", "n": 1.50}]""");
    }
}
