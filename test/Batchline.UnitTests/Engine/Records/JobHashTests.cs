using Batchline.Engine.Records;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine.Records;

public sealed class JobHashTests
{
    /// <summary>It is stored: another version must find the same.</summary>
    [Fact]
    public void The_hash_is_that_of_the_text()
    {
        JobHash.Of("""{ "b": [true, null, {"d": 2, "c": "x"}], "a": 1.50 }""").ShouldBe("e94f67f4e11658b4506a85ed082743dc");
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":null}""", "{}")]
    public void Another_text_has_another_hash(string one, string other)
    {
        JobHash.Of(one).ShouldNotBe(JobHash.Of(other));
    }
}
