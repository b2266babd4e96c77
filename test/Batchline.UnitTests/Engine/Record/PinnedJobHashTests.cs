using System.Text.Json;
using Batchline.Engine.Record;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Record;

public sealed class PinnedJobHashTests
{
    [Fact]
    public void The_hash_is_that_of_the_record_with_sorted_names_and_without_white_space()
    {
        var hash = JobHash.Of("""{ "b": [true, null, {"d": 2, "c": "x"}], "a": 1.50 }""");

        hash.ShouldBe("cb14d1fc6289bcdb67c7756b875474e5");
    }

    [Fact]
    public void A_name_that_comes_twice_keeps_its_order() =>
        JobHash.Of("""{"b":0,"a":1,"a":2}""").ShouldBe("eca500d37ee5ce26bd0bf3e2fb7c6e7c");

    [Fact]
    public void Changed_fields_are_those_whose_value_differs_or_is_new_or_gone()
    {
        var before = """{"same": {"x": 1, "y": 2}, "text": "é", "number": 1, "gone": 0}""";
        var after = """{"same": {"y": 2,  "x": 1}, "text": "\u00e9", "number": 2, "new": 0}""";

        JobHash.ChangedFields(JsonElement.Parse(before), JsonElement.Parse(after)).ShouldBe(["gone", "new", "number"]);
    }

    [Fact]
    public void A_large_record_leaves_no_trace_in_the_next_hash()
    {
        var expected = JobHash.Of("""{"a":1}""");

        JobHash.Of($$"""{"notes":"{{new string('x', 600_000)}}"}""");

        JobHash.Of("""{"a":1}""").ShouldBe(expected);
    }
}
