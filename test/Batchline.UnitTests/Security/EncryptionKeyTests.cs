using Batchline.Settings.Sections;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Security;

public sealed class EncryptionKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Only_32_bytes_in_base64_are_a_key(string text)
    {
        EncryptionKey.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_generated_key_is_one()
    {
        EncryptionKey.TryParse(EncryptionKey.Generate() + "\n", out var key).ShouldBeTrue();
        key!.Id.Length.ShouldBe(8);
    }

    [Fact]
    public void S8_a_key_prints_as_its_id()
    {
        EncryptionKey.TryParse(EncryptionKey.Generate(), out var key).ShouldBeTrue();

        $"{key}".ShouldBe(key!.Id);
    }
}
