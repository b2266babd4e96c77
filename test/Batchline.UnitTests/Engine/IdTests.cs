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

        (HexId.TryParse<AccountId>(upper, out var account), account).ShouldBe((true, new AccountId(Text)));
        (HexId.TryParse<OperationId>(upper, out var operation), operation).ShouldBe((true, new OperationId(Text)));
        (HexId.TryParse<BatchId>(upper, out var batch), batch).ShouldBe((true, new BatchId(Text)));
        (HexId.TryParse<ScheduleId>(upper, out var schedule), schedule).ShouldBe((true, new ScheduleId(Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456")]
    [InlineData("0123456789abcdef012345678")]
    [InlineData("0123456789abcdefg1234567")]
    public void Anything_but_24_hex_characters_is_no_id(string? text)
    {
        HexId.TryParse<AccountId>(text, out _).ShouldBeFalse();
        HexId.TryParse<OperationId>(text, out _).ShouldBeFalse();
        HexId.TryParse<BatchId>(text, out _).ShouldBeFalse();
        HexId.TryParse<ScheduleId>(text, out _).ShouldBeFalse();
    }
}
