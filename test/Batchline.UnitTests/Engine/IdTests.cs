using Batchline.Engine.Ids;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Engine;

public sealed class IdTests
{
    private const string Text = "0123456789abcdef01234567";

    [Fact]
    public void An_id_is_read_in_either_case_and_is_the_same()
    {
        var upper = Text.ToUpperInvariant();

        (AccountId.TryParse(upper, out var account), account).ShouldBe((true, new AccountId(Text)));
        (OperationId.TryParse(upper, out var operation), operation).ShouldBe((true, new OperationId(Text)));
        (BatchId.TryParse(upper, out var batch), batch).ShouldBe((true, new BatchId(Text)));
        (ScheduleId.TryParse(upper, out var schedule), schedule).ShouldBe((true, new ScheduleId(Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456")]
    [InlineData("0123456789abcdef012345678")]
    [InlineData("0123456789abcdefg1234567")]
    public void Anything_but_24_hex_characters_is_no_id(string? text)
    {
        AccountId.TryParse(text, out _).ShouldBeFalse();
        OperationId.TryParse(text, out _).ShouldBeFalse();
        BatchId.TryParse(text, out _).ShouldBeFalse();
        ScheduleId.TryParse(text, out _).ShouldBeFalse();
    }
}
