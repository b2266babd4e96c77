using System.Text.Json;
using Batchline.Engine.Record;
using CsCheck;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Record;

public sealed class JobHashTests
{
    [Fact]
    public void The_order_of_keys_and_white_space_do_not_matter()
    {
        Gen.Select(JsonTree.AnyJob, Gen.Int, Gen.Int).Sample((job, one, other) =>
            JobHash.Of(job.Write(new Random(one))).ShouldBe(JobHash.Of(job.Write(new Random(other)))), iter: 300);
    }

    [Fact]
    public void Any_changed_value_changes_the_hash()
    {
        Gen.Select(JsonTree.AnyJob, Gen.Int, Gen.Int[0, 1_000]).Where((job, _, _) => job.Leaves > 0).Sample((job, seed, place) =>
        {
            var changed = job.Change(place % job.Leaves, "\"changed\"");

            JobHash.Of(changed.Write(new Random(seed))).ShouldNotBe(JobHash.Of(job.Write(new Random(seed))));
        }, iter: 300);
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("100", "1e2")]
    [InlineData("0", "-0")]
    [InlineData("12345678901234567890123456789", "12345678901234567890123456780")]
    [InlineData("1", "\"1\"")]
    [InlineData("null", "\"\"")]
    [InlineData("[1,2]", "[2,1]")]
    [InlineData("[]", "{}")]
    [InlineData("\"\\ud83d\"", "\"\\ud83c\"")]
    public void Values_differ_as_they_are_written(string one, string other)
    {
        JobHash.Of($$"""{"a":{{one}}}""").ShouldNotBe(JobHash.Of($$"""{"a":{{other}}}"""));
    }

    [Fact]
    public void A_name_that_comes_many_times_counts_in_its_order_whatever_stands_between()
    {
        string[] twins = [.. Enumerable.Range(0, 30).Select(number => $"\"again\":{number}")];
        string[] others = [.. Enumerable.Range(0, 30).Select(number => $"\"other{number}\":0")];
        var together = JobHash.Of(Json([.. twins, .. others]));

        JobHash.Of(Json([.. others, .. twins])).ShouldBe(together);
        JobHash.Of(Json([.. twins.Zip(others, (twin, other) => $"{other},{twin}")])).ShouldBe(together);
        JobHash.Of(Json([.. twins.Reverse(), .. others])).ShouldNotBe(together);

        static string Json(string[] fields) => $"{{{string.Join(',', fields)}}}";
    }

    [Fact]
    public void A_missing_field_is_not_a_null_one()
    {
        JobHash.Of("""{"a":null}""").ShouldNotBe(JobHash.Of("{}"));
    }

    [Fact]
    public void A_text_cut_through_an_emoji_has_a_hash()
    {
        var hash = JobHash.Of("""{"JobNotes":"cut \ud83d","cut \ud83d":1}""");

        hash.ShouldMatch("^[0-9a-f]{32}$");
        JobHash.ChangedFields(JsonElement.Parse("""{"JobNotes":"cut \ud83d"}"""), JsonElement.Parse("""{"JobNotes":"whole"}""")).ShouldBe(["JobNotes"]);
    }

    [Fact]
    public void Changed_fields_are_those_that_differ_are_new_or_are_gone()
    {
        const string before = """{"same":{"x":1,"y":2},"Gone":1,"differs":"a","number":1}""";
        const string after = """{"number":1.0,"new":null,"same":{"y":2,"x":1},"differs":"b"}""";

        JobHash.ChangedFields(JsonElement.Parse(before), JsonElement.Parse(after)).ShouldBe(["Gone", "differs", "new", "number"]);
    }

    [Fact]
    public void Fields_change_exactly_when_the_hash_does()
    {
        Gen.Select(JsonTree.AnyJob, JsonTree.AnyJob, Gen.Int).Sample((one, other, seed) =>
        {
            var (before, after) = (one.Write(new Random(seed)), other.Write(new Random(seed + 1)));

            (JobHash.ChangedFields(JsonElement.Parse(before), JsonElement.Parse(after)).Count > 0).ShouldBe(JobHash.Of(before) != JobHash.Of(after));
        }, iter: 200);
    }
}
