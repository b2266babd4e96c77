using System.Text.Json;
using Batchline.Engine.Records;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Records;

public sealed class JobFieldsTests
{
    [Fact]
    public void The_order_of_names_and_white_space_do_not_matter()
    {
        Gen.Select(JsonTree.AnyJob, Gen.Int, Gen.Int).Sample((job, one, other) =>
            Changed(job.Write(new Random(one)), job.Write(new Random(other))).ShouldBeEmpty(), iter: 300);
    }

    [Fact]
    public void Any_changed_value_changes_its_field_alone()
    {
        Gen.Select(JsonTree.AnyJob, Gen.Int, Gen.Int[0, 1_000]).Where((job, _, _) => job.Leaves > 0).Sample((job, seed, place) =>
        {
            var changed = job.Change(place % job.Leaves, "\"changed\"");

            Changed(job.Write(new Random(seed)), changed.Write(new Random(seed))).Count.ShouldBe(1);
            Changed(job.Write(new Random(seed)), changed.Write(new Random(seed + 1))).Count.ShouldBe(1);
        }, iter: 300);
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("0", "-0")]
    [InlineData("12345678901234567890123456789", "12345678901234567890123456780")]
    [InlineData("1", "\"1\"")]
    [InlineData("null", "\"\"")]
    [InlineData("true", "false")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[1]", "[1,1]")]
    [InlineData("[]", "{}")]
    [InlineData("{\"x\":[1]}", "{\"x\":[2]}")]
    [InlineData("{}", "{\"x\":null}")]
    [InlineData("\"\\ud83d\"", "\"\\ud83c\"")]
    public void Values_differ_as_they_are_written(string one, string other)
    {
        Changed($$"""{"a":{{one}}}""", $$"""{"a":{{other}}}""").ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("\"é\"", "\"\\u00e9\"")]
    [InlineData("[ 1 ]", "[1]")]
    [InlineData("[{\"x\":1,\"y\":2}]", "[{\"y\":2,\"x\":1}]")]
    [InlineData("\"cut \\ud83d\"", "\"cut \\ud83d\"")]
    public void Values_are_the_same_however_they_are_escaped_spaced_and_ordered(string one, string other)
    {
        Changed($$"""{"a":{{one}}}""", $$"""{"a":{{other}}}""").ShouldBeEmpty();
    }

    [Fact]
    public void A_name_or_text_cut_through_an_emoji_is_compared_as_it_is_written()
    {
        Changed("""{"JobNotes":"cut \ud83d","cut \ud83d":1}""", """{"cut \ud83d":1,"JobNotes":"whole"}""").ShouldBe(["JobNotes"]);
        Changed("""{"cut \ud83d":1}""", """{"cut \ud83d":2}""").ShouldBe([@"cut \ud83d"]);
    }

    [Fact]
    public void Changed_fields_are_those_that_differ_are_new_or_are_gone()
    {
        const string before = """{"same":{"x":1,"y":2},"Gone":1,"differs":"a","number":1}""";
        const string after = """{"number":1.0,"new":null,"same":{"y":2,"x":1},"differs":"b"}""";

        Changed(before, after).ShouldBe(["Gone", "differs", "new", "number"]);
    }

    [Fact]
    public void Of_a_name_that_comes_twice_the_last_one_counts()
    {
        Changed("""{"a":1,"a":2}""", """{"a":2}""").ShouldBeEmpty();
        Changed("""{"a":1,"a":2}""", """{"a":2,"a":1}""").ShouldBe(["a"]);
    }

    private static IReadOnlyList<string> Changed(string before, string after) =>
        JobFields.Changed(JsonElement.Parse(before), JsonElement.Parse(after));
}
